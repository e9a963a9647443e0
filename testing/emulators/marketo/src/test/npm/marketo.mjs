// Works with an instance as an integrator's program does: node marketo.mjs BASE_URL CLIENT_ID CLIENT_SECRET
import assert from 'node:assert/strict'
import Marketo from 'node-marketo-rest'

const [base, clientId, clientSecret] = process.argv.slice(2)
const marketo = new Marketo({ endpoint: `${base}/rest`, identity: `${base}/identity`, clientId, clientSecret })

const token = await marketo.getOAuthToken()
assert.equal(token.token_type, 'bearer')

const described = await marketo.lead.describe()
assert.ok(described.result.some((field) => field.rest.name === 'email'))

const since = await marketo.lead.getPageToken(new Date(Date.now() - 60_000).toISOString().slice(0, 19) + 'Z')
const written = await marketo.lead.createOrUpdate(
  [
    { email: 'jane@example.com', firstName: 'Jane', lastName: "O'Hara + Söhne" },
    { email: 'john@example.com', firstName: 'John' }
  ],
  { lookupField: 'email' }
)
assert.deepEqual(
  written.result.map((row) => row.status),
  ['created', 'created']
)
const [jane, john] = written.result.map((row) => row.id)
const again = await marketo.lead.createOrUpdate([{ email: 'jane@example.com', title: 'CTO' }], { lookupField: 'email' })
assert.deepEqual(again.result, [{ id: jane, status: 'updated' }])

const found = await marketo.lead.find('email', ['JANE@example.com'], { fields: ['email', 'lastName', 'title', 'phone'] })
assert.deepEqual(found.result, [
  { id: jane, email: 'jane@example.com', lastName: "O'Hara + Söhne", title: 'CTO', phone: null }
])
assert.equal((await marketo.lead.byId(john)).result[0].firstName, 'John')
await assert.rejects(marketo.lead.find('email', ['x@x.test'], { fields: ['nonsense'] }), (error) => error.errors[0].code === '1006')
assert.deepEqual((await marketo.lead.partitions()).result, [{ id: 1, name: 'Default' }])

// Everybody else is generated: the pages of a list are followed to their end.
let members = 0
for (let page = await marketo.list.getLeads(1); page; page = page.nextPage ? await page.nextPage() : null) {
  members += page.result.length
}
assert.equal(members, 752)
assert.deepEqual((await marketo.list.find({ name: ['Everybody'] })).result.map((list) => list.id), [1])
const added = await marketo.list.addLeadsToList(2, [jane])
assert.equal(added.result[0].status, 'added')

const types = (await marketo.activities.getActivityTypes()).result
const newLead = types.find((type) => type.name === 'New Lead').id
const activities = await marketo.lead.getActivities([jane, john], [newLead], since.nextPageToken)
assert.deepEqual(
  activities.result.map((activity) => activity.leadId),
  [jane, john]
)
const changes = await marketo.lead.getChanges(since.nextPageToken, { fields: ['title'] })
assert.equal(changes.result.at(-1).fields[0].newValue, 'CTO')

await marketo.lead.mergeLead(jane, [john], {})
await assert.rejects(marketo.lead.byId(john), (error) => error.errors[0].code === '1004')

const filter = { createdAt: { startAt: '2024-01-01T00:00:00Z', endAt: '2024-01-31T23:59:59Z' } }
const job = (await marketo.bulkLeadExtract.create(['id', 'email'], filter)).result[0]
assert.equal(job.status, 'Created')
await marketo.bulkLeadExtract.enqueue(job.exportId)
const completed = async () => {
  const status = (await marketo.bulkLeadExtract.status(job.exportId)).result[0]
  return status.status === 'Completed' ? status : new Promise((resolve) => setTimeout(() => resolve(completed()), 50))
}
const done = await completed()
const file = await marketo.bulkLeadExtract.file(job.exportId)
assert.equal(Buffer.byteLength(file), done.fileSize)
assert.equal(file.trim().split('\n').length, done.numberOfRecords + 1)

assert.ok((await marketo.stats.usage()).result[0].total > 15)
