// An extension of its own beside the one that is measured: writes down how late timers of the extension host are. What else
// would have run there had to wait as long. It is one because an editor takes options for Node away from its extension host.
const { appendFileSync } = process.getBuiltinModule('node:fs');

const PERIOD_MILLISECONDS = 10;
const WRITTEN_MILLISECONDS = 500;

exports.activate = () => {
  const log = process.env['MCPTT_LOOP_LOG'] ?? '';
  /** @type {number[]} */
  let late = [];
  const wait = () => {
    const due = performance.now() + PERIOD_MILLISECONDS;
    setTimeout(() => {
      late.push(Math.round(Math.max(0, performance.now() - due) * 10) / 10);
      wait();
    }, PERIOD_MILLISECONDS);
  };
  wait();
  setInterval(() => {
    appendFileSync(log, `${JSON.stringify({ at: Date.now(), late })}\n`);
    late = [];
  }, WRITTEN_MILLISECONDS);
};
