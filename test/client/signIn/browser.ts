import { request } from 'node:http';
import { request as secureRequest } from 'node:https';

/** What a person's browser would show at the end: follows redirects from page to page, and keeps the addresses. */
export async function browse(address: string, visited: string[] = [], ca?: string): Promise<string> {
  visited.push(address);
  const { location, text } = await new Promise<{ location: string | undefined; text: string }>((resolve, reject) => {
    const url = new URL(address);
    const sent = (url.protocol === 'https:' ? secureRequest : request)(url, { agent: false, ...(ca === undefined ? {} : { ca }) }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => resolve({ location: answer.headers.location, text: body }));
    });
    sent.on('error', reject);
    sent.end();
  });
  return location === undefined ? text : browse(new URL(location, address).href, visited, ca);
}
