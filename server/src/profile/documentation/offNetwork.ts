import type { DocumentationTable } from './types';

const CLAUSE = 'TS 24.484 8.3.2.1';

/** `OffNetwork`: what holds from terminal to terminal, without a server. */
export const offNetwork: DocumentationTable = {
  OffNetwork: {
    meaning: 'What holds off-network, when terminals talk to each other directly because there is no network. The terminal needs it beforehand: off-network there is no server to ask. It needs allow-offnetwork.',
    absent: 'The profile gives the user nothing to use off-network.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  'OffNetwork/MCPTTGroupInfo': { meaning: 'The groups that the user may call off-network. There is no affiliation here: who is in range and in the group hears the call.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'OffNetwork/MCPTTGroupInfo/entry': { meaning: 'One group that the user may call off-network.', clause: CLAUSE, sure: 'schema' },
  'OffNetwork/User-Info-ID': {
    meaning: 'ProSe identifier under which this user is found and called off-network. All zeros is seen where off-network is not used.',
    unit: 'hexadecimal digits', range: '6 octets: 12 hexadecimal digits', absent: 'OffNetwork should have one, as far as we recall.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  OffNetworkGroupServerInfo: {
    meaning: "The servers of the user's off-network groups, where they are not the user's own. The terminal asks them while it still has the network, to be ready for when it has not.",
    belongsIn: 'OffNetwork/anyExt, as far as we recall', absent: "The user's own servers are used.", clause: CLAUSE, release: 'Rel-14', sure: 'schema',
  },
};
