// Forms and the page's calls.
import assert from 'node:assert/strict';
import { until } from '../world.mjs';

const EMAIL = 'jane@example.com';
const form = (fields, attributes = 'id="contact"') =>
  `<form method="post" action="/thanks" ${attributes}>${fields}<button id="send">Send</button></form>`;
const EMAIL_FIELD = '<input type="email" name="mail" required>';

/** A form that the page's script sends itself; afterwards `window.answers` has the status. */
const scripted = (send) => `${form(EMAIL_FIELD)}<script>
  window.answers = [];
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    const email = form.mail.value;
    ${send}
  });
</script>`;
const answers = (world, count) => world.page.waitForFunction((n) => window.answers.length >= n, count);

const fill = async (world, email = EMAIL) => {
  await world.ready();
  await world.page.fill('[name=mail]', email);
};
const summary = (world) => world.forms().map(({ email, form: { name, source }, url }) => [email, name, source, url.replace(/^.*?:\d+/, '')]);

export default {
  async 'T13 T15 forms on two pages are two events, each with its page'(world) {
    world.sites.put('/ebook', world.sites.page(form(EMAIL_FIELD, 'id="ebook"')));
    world.sites.put('/demo', world.sites.page(form(EMAIL_FIELD, 'id="x" name="demo"')));
    await world.visit('/blog?utm_source=linkedin', { referer: 'https://www.linkedin.com/' });
    for (const path of ['/ebook', '/demo']) {
      await world.visit(path);
      await fill(world, ' Jane@Example.com ');
      await world.page.click('#send');
      await world.page.waitForURL('**/thanks');
    }
    await world.taken(2, 'form');
    await world.finish();
    assert.deepEqual(summary(world), [[EMAIL, 'ebook', 'submit', '/ebook'], [EMAIL, 'demo', 'submit', '/demo']]);
    assert.equal(world.sites.posted.length, 2);
    const { visitorId } = world.events()[0];
    const [session, ...others] = await world.service.sessions(visitorId);
    assert.deepEqual(others, []);
    assert.match(session.landingPage, /\/blog$/);
    assert.match(session.landingPageRaw, /\/blog\?utm_source=linkedin$/);
    assert.match(session.formUrl, /\/ebook$/);
  },

  async 'T12 forms of the exclude classes, or inside one, are left alone'(world) {
    world.sites.put('/login', world.sites.page(
      form(EMAIL_FIELD, 'class="touchstone-exclude"') + `<div class="Bizible-Exclude">${form('<input name="other" type="email">')}</div>`));
    await world.visit('/login');
    await fill(world);
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.visit('/login');
    await world.ready();
    await world.page.fill('[name=other]', EMAIL);
    await world.page.click('.Bizible-Exclude button');
    await world.page.waitForURL('**/thanks');
    await world.finish();
    assert.deepEqual(summary(world), []);
  },

  async 'T14 the button pressed thrice and the thank-you page loaded six times are one form'(world) {
    world.sites.put('/form', world.sites.page(scripted(`
      await fetch('/save', { method: 'POST', body: new FormData(form) });
      answers.push(1);`)));
    await world.visit('/form');
    await fill(world);
    for (let i = 1; i <= 3; i++) {
      await world.page.click('#send');
      await answers(world, i);
    }
    await world.taken(1, 'form');
    world.sites.put('/thanks', world.sites.page('thank you'));
    await world.visit('/thanks');
    for (let i = 0; i < 5; i++) {
      await world.page.reload();
    }
    await world.finish();
    assert.deepEqual(summary(world), [[EMAIL, 'contact', 'request', '/form']]);
  },

  async 'T14 a plain form pressed thrice before the answer comes is one form'(world) {
    world.sites.put('/form', world.sites.page(form(EMAIL_FIELD)));
    await world.visit('/form');
    await fill(world);
    await world.page.evaluate(() => {
      for (let i = 0; i < 3; i++) {
        document.querySelector('#send').click();
      }
    });
    await world.page.waitForURL('**/thanks');
    await world.finish();
    assert.deepEqual(summary(world), [[EMAIL, 'contact', 'submit', '/form']]);
  },

  async 'a form that a script sends counts when its request succeeds'(world) {
    const ways = {
      json: `answers.push((await fetch('/save', { method: 'POST', body: JSON.stringify({ email }) })).status)`,
      fields: `answers.push((await fetch('/save', { method: 'POST', body: new URLSearchParams(new FormData(form)) })).status)`,
      request: `answers.push((await fetch(new Request('/save', { method: 'POST', body: email }))).status)`,
      query: `answers.push((await fetch('/save?mail=' + encodeURIComponent(email))).status)`,
      xhr: `const xhr = new XMLHttpRequest(); xhr.open('POST', '/save'); xhr.onload = () => answers.push(xhr.status); xhr.send('mail=' + encodeURIComponent(email))`,
    };
    for (const [way, send] of Object.entries(ways)) {
      world.sites.put('/' + way, world.sites.page(scripted(send)));
      await world.visit('/' + way);
      await fill(world, 'jane+' + way + '@example.com');
      await world.page.click('#send');
      await answers(world, 1);
    }
    await world.taken(5, 'form');
    assert.deepEqual(summary(world), Object.keys(ways).map((way) => [`jane+${way}@example.com`, 'contact', 'request', '/' + way]));
  },

  async 'a form that a script sends does not count while it is refused, then counts once'(world) {
    let status = 422;
    world.sites.put('/save', () => ({ status, html: '' }));
    world.sites.put('/other', { html: 'pixel' });
    world.sites.put('/form', world.sites.page(scripted(`
      fetch('/other', { method: 'POST', body: 'clicked' });
      answers.push((await fetch('/save', { method: 'POST', body: email })).status);`)));
    await world.visit('/form');
    await fill(world);
    await world.page.click('#send');
    await answers(world, 1);
    await world.page.evaluate(() => history.pushState(null, '', '/form?refused'));
    await world.taken(2, 'page');
    assert.deepEqual(summary(world), []);
    status = 200;
    await world.page.click('#send');
    await answers(world, 2);
    await world.taken(1, 'form');
    await world.finish();
    assert.equal(world.forms().length, 1);
  },

  async 'a form of several steps counts when the last has succeeded, not when it is given up'(world) {
    const steps = scripted(`
      if (!form.phone) { form.insertAdjacentHTML('afterbegin', '<input name="phone">'); answers.push(0); return; }
      answers.push((await fetch('/save', { method: 'POST', body: new FormData(form) })).status);`);
    world.sites.put('/steps', world.sites.page(steps));
    await world.visit('/steps?given-up');
    await fill(world);
    await world.page.click('#send');
    await answers(world, 1);
    await world.visit('/steps?finished');
    await fill(world);
    await world.page.click('#send');
    await answers(world, 1);
    await world.page.click('#send');
    await answers(world, 2);
    await world.taken(1, 'form');
    await world.finish();
    assert.deepEqual(summary(world), [[EMAIL, 'contact', 'request', '/steps?finished']]);
  },

  async 'a form that the browser finds invalid never counts'(world) {
    world.sites.put('/form', world.sites.page(form(`${EMAIL_FIELD}<input name="name" required>`)));
    await world.visit('/form');
    await fill(world);
    await world.page.click('#send');
    await world.finish();
    assert.deepEqual(summary(world), []);
    assert.deepEqual(world.sites.posted, []);
  },

  async 'a form that a script submits after all counts'(world) {
    world.sites.put('/form', world.sites.page(scripted('form.submit();')));
    await world.visit('/form');
    await fill(world);
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.finish();
    assert.deepEqual(summary(world), [[EMAIL, 'contact', 'submit', '/form']]);
  },

  async 'a page that keeps submit events to itself keeps nothing from the tag'(world) {
    world.sites.put('/form', world.sites.page(form(EMAIL_FIELD) + `<script>document.forms[0].addEventListener('submit', (event) => event.stopImmediatePropagation())</script>`));
    await world.visit('/form');
    await fill(world);
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.finish();
    assert.equal(world.forms().length, 1);
  },

  async 'the address is the field that asks for it, else the one named so, else any; hidden ones and passwords are not'(world) {
    const other = 'other@example.com';
    const table = [
      [`<input name="a" value="${other}"><input type="email" name="b" value="${EMAIL}">`, EMAIL],
      [`<input name="a" value="${other}"><input name="userEmail" value="${EMAIL}">`, EMAIL],
      [`<input name="a" value="${other}"><input id="E-Mail" value="${EMAIL}">`, EMAIL],
      [`<input name="a" value="${other}"><input autocomplete="email" value="${EMAIL}">`, EMAIL],
      [`<input type="email" value="nobody"><input name="a" value="${EMAIL}">`, EMAIL],
      [`<input name="elements" value="${EMAIL}">`, undefined],
      [`<textarea name="a">${EMAIL}</textarea><input name="id" value="7"><input name="name" value="N">`, EMAIL],
      [`<input type="hidden" name="email" value="${other}"><input type="password" value="${other}">`, undefined],
      [`<input name="message" value="write to ${EMAIL}">`, undefined],
    ];
    for (const [i, [fields, email]] of table.entries()) {
      world.sites.put(`/form${i}`, world.sites.page(form(fields, 'novalidate aria-label="Contact us"')));
      await world.visit(`/form${i}`);
      await world.ready();
      await world.page.click('#send');
      await world.page.waitForURL('**/thanks');
    }
    await world.finish();
    const expected = table.flatMap(([, email], i) => (email ? [[email, 'Contact us', 'submit', `/form${i}`]] : []));
    assert.deepEqual(summary(world), expected);
  },

  async 'T18 calls of the page count, early and late, and without an address are refused'(world) {
    world.sites.put('/calls', world.sites.page('<div id="box"><input name="mail" value="box@example.com"></div>', `<script>
      window.touchstone = window.touchstone || [];
      touchstone.push(['User', { eMail: 'Early@example.com' }]);
      touchstone.push('User', { eMail: 'pair@example.com' });
      touchstone.push(['Identify', { eMail: 'login@example.com' }]);
      window.Bizible = window.Bizible || { _queue: [], Push: function (o, p) { this._queue.push({ type: o, data: p }); } };
      Bizible.Push('User', { eMail: 'former@example.com' });
    </script>${world.tag()}`));
    const warnings = [];
    world.page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await world.visit('/calls');
    await world.ready();
    await world.page.evaluate(() => {
      touchstone.push(['User', { eMail: 'late@example.com' }]);
      touchstone.push(['User', {}]);
      touchstone.push(['User', { eMail: 'nobody' }], ['User']);
      touchstone.push(['Form', 'box']);
      touchstone.push(['Form', '#box input']);
      touchstone.push(['Form', '<<<']);
      touchstone.push(['Nonsense', { eMail: 'x@example.com' }], 7, null, undefined);
      Bizible.Push('User', { eMail: 'late-former@example.com' });
    });
    await world.taken(6, 'form');
    await world.finish();
    assert.deepEqual(
      world.forms().map(({ email, form: { source } }) => [email, source]).sort(),
      ['box', 'early', 'former', 'late', 'late-former', 'pair'].map((name) => [`${name}@example.com`, 'api']).sort(),
    );
    assert.deepEqual(world.events('identify').map(({ email }) => email), ['login@example.com']);
    assert.ok(warnings.some((text) => text.includes('no e-mail')));
  },

  async 'T19 T14 the hidden element of a thank-you page counts once a day for its address, page and tab'(world) {
    const element = (id, email) => `<script id="${id}" data-email="${email}"></script>`;
    world.sites.put('/thanks', world.sites.page(element('touchstone.reportUser', 'user@gmail.com')));
    world.sites.put('/danke', world.sites.page(element('bizible.reportUser', 'user2@gmail.com')));
    await world.visit('/thanks');
    for (let i = 0; i < 5; i++) {
      await world.page.reload();
    }
    await world.visit('/danke');
    await world.visit('/thanks');
    await world.visit('/app');
    await world.page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), element('touchstone.reportUser', 'late@gmail.com'));
    await world.taken(3, 'form');
    await world.finish();
    assert.deepEqual(world.forms().map(({ email, form: { source } }) => [email, source]), [
      ['user@gmail.com', 'thank-you'], ['user2@gmail.com', 'thank-you'], ['late@gmail.com', 'thank-you']]);
  },

  async 'T19 the hidden element counts again on another page and on another day'(world) {
    const element = '<i id="touchstone.reportUser" data-email="user@gmail.com"></i>';
    for (const path of ['/thanks', '/danke']) {
      world.sites.put(path, world.sites.page(element));
    }
    await world.page.addInitScript(() => {
      if (location.search === '?yesterday') {
        const RealDate = Date;
        window.Date = new Proxy(RealDate, {
          apply: () => String(new RealDate(RealDate.now() - 864e5)),
        });
      }
    });
    for (const path of ['/thanks?yesterday', '/thanks?yesterday', '/danke?yesterday', '/thanks', '/thanks?again', '/danke']) {
      await world.visit(path);
      await world.ready();
    }
    await world.taken(4, 'form');
    await world.finish();
    assert.deepEqual(world.forms().map(({ url }) => url.replace(/^.*?:\d+/, '')), ['/thanks?yesterday', '/danke?yesterday', '/thanks', '/danke']);
  },

  async 'T20 a form in a frame counts when the tag is in the frame, and the frame is no page view'(world) {
    world.sites.put('/frame-without', world.sites.page(form(EMAIL_FIELD), ''));
    world.sites.put('/frame-with', world.sites.page(form(EMAIL_FIELD)));
    for (const frame of ['/frame-without', '/frame-with']) {
      world.sites.put('/around', world.sites.page(`<iframe src="${frame}"></iframe>`));
      await world.visit('/around?' + frame);
      const inner = world.page.frames()[1];
      if (frame === '/frame-with') {
        await world.ready(inner);
      }
      await inner.fill('[name=mail]', EMAIL);
      await inner.click('#send');
      await until('the form to arrive', () => world.sites.posted.length === (frame === '/frame-with' ? 2 : 1));
    }
    await world.taken(1, 'form');
    const events = await world.finish();
    assert.deepEqual(summary(world), [[EMAIL, 'contact', 'submit', '/frame-with']]);
    assert.deepEqual(events.filter(({ type }) => type === 'page').map(({ url }) => url.replace(/^.*?:\d+/, '')), ['/around?/frame-without', '/around?/frame-with']);
    assert.equal(new Set(events.map(({ visitorId }) => visitorId)).size, 1);
  },

  async 'forms of MktoForms2 count on success, also when the library comes late'(world) {
    const library = `window.MktoForms2 = {
      whenReady(callback) {
        const element = document.querySelector('#mktoForm_7');
        callback({
          getFormElem: () => [element],
          onSuccess(done) { window.succeed = (values) => done(values); },
        });
      },
    };`;
    world.sites.put('/early', world.sites.page('<form id="mktoForm_7"></form>', `<script>window.addEventListener('DOMContentLoaded', () => { ${library} })</script>${world.tag()}`));
    world.sites.put('/late', world.sites.page('<form id="mktoForm_7"><input name="Email" value="field@example.com"></form>'));
    await world.visit('/early');
    await world.page.waitForFunction(() => window.succeed);
    const returned = await world.page.evaluate(() => [succeed({ Email: 'marketo@example.com' }), succeed({ Email: 'marketo@example.com' })]);
    assert.deepEqual(returned, [undefined, undefined]);
    await world.visit('/late');
    await world.ready();
    await world.page.evaluate(library);
    await world.page.waitForFunction(() => window.succeed);
    await world.page.evaluate(() => succeed({}));
    await world.taken(2, 'form');
    await world.finish();
    assert.deepEqual(summary(world), [
      ['marketo@example.com', 'mktoForm_7', 'marketo', '/early'],
      ['field@example.com', 'mktoForm_7', 'marketo', '/late'],
    ]);
  },

  async 'the page finds its functions as they were: answers, errors and arguments'(world) {
    world.sites.put('/form', world.sites.page(scripted('answers.push(1);')));
    world.sites.put('/save', { status: 201, html: 'saved' });
    await world.visit('/form');
    await fill(world);
    await world.page.click('#send');
    await answers(world, 1);
    const seen = await world.page.evaluate(async () => {
      const response = await fetch('/save', { method: 'POST', body: 'x' });
      const failed = await fetch('http://').catch((error) => error.name);
      const misuse = await fetch().catch((error) => error.name);
      const aborted = await fetch('/save', { signal: AbortSignal.abort() }).catch((error) => error.name);
      const xhr = new XMLHttpRequest();
      let thrown;
      try {
        xhr.send();
      } catch (error) {
        thrown = error.name;
      }
      let refused;
      try {
        history.pushState(null, '', 'http://elsewhere.test/');
      } catch (error) {
        refused = error.name;
      }
      return [response.status, await response.text(), failed, misuse, aborted, thrown, refused];
    });
    assert.deepEqual(seen, [201, 'saved', 'TypeError', 'TypeError', 'AbortError', 'InvalidStateError', 'SecurityError']);
  },
};
