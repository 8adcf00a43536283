// The least server of static files: what a GET of the CMS is measured beside. Its folder is the argument; prints its port.
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';

const server = createServer(async (incoming, response) => {
  let file;
  try {
    file = await open(join(folder, decodeURIComponent(String(incoming.url)).replaceAll('/', '_')));
    const { size } = await file.stat();
    const body = Buffer.alloc(size);
    await file.read(body, 0, size, 0);
    response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Length': size }).end(body);
  } catch {
    response.writeHead(404).end();
  } finally {
    await file?.close();
  }
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ root: `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}` })));
