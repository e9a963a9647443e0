// Web sites of any host name: what a scenario puts at a path, else a plain page with the tag.
import http from 'node:http';

export const startSites = async () => {
  let pages = {};
  const sites = {
    /** HTML of the tag on a page without one of its own. */
    tag: '',
    /** What forms and scripts have sent. */
    posted: [],
    /** Puts HTML, or { html, headers, status, type }, or a function of the request that gives one, at a path. */
    put(path, page) {
      pages[path] = page;
    },
    page: (body = '', head = sites.tag) => `<!doctype html><html><head><title>Page</title>${head}</head><body>${body}</body></html>`,
    reset() {
      pages = {};
      sites.posted = [];
    },
  };

  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const { pathname } = new URL(request.url, 'http://site');
      if (pathname === '/favicon.ico') {
        response.writeHead(204).end();
        return;
      }
      if (request.method === 'POST') {
        sites.posted.push({ path: pathname, body: Buffer.concat(chunks).toString() });
      }
      let page = pages[pathname] ?? sites.page(`<a id="next" href="/next">next</a>`);
      if (typeof page === 'function') {
        page = page(request);
      }
      if (typeof page === 'string') {
        page = { html: page };
      }
      response.writeHead(page.status ?? 200, { 'Content-Type': page.type ?? 'text/html;charset=UTF-8', ...page.headers });
      response.end(page.html);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  sites.port = server.address().port;
  sites.close = () => server.close();
  return sites;
};
