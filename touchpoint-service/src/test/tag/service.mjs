// What the service made of the events: asked through the test that started this program.
export class Service {
  constructor(bridge, writeKey) {
    Object.assign(this, { bridge, writeKey });
  }

  async ask(path, parameters = {}) {
    const response = await fetch(`${this.bridge}${path}?${new URLSearchParams(parameters)}`);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }

  /** Sessions of a visitor, oldest first, when everything is derived. */
  async sessions(visitorId) {
    const { sessions = [] } = await this.ask('/sessions', { visitorId });
    return sessions.sort((a, b) => a.startTime.localeCompare(b.startTime));
  }

  /** Touchpoints of a person, oldest first, when everything is derived. */
  async touchpoints(email) {
    return (await this.ask('/journey', { email })).touchpoints ?? [];
  }

  /** Stored events of a visitor in the order in which they happened. */
  events(visitorId) {
    return this.ask('/events', { visitorId });
  }

  /** Tells about a CRM record of a lead. */
  lead(id, email) {
    return this.ask('/lead', { id, email });
  }

  /** Enables or disables a registered domain, and waits until the collector knows. */
  domain(domain, enabled) {
    return this.ask('/domain', { domain, enabled });
  }
}
