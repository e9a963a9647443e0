// Works with an organisation as an integrator's program does: node salesforce.mjs LOGIN_URL USERNAME PASSWORD_AND_TOKEN
import assert from 'node:assert/strict'
import jsforce from 'jsforce'

const [loginUrl, username, password] = process.argv.slice(2)
const connection = new jsforce.Connection({
  loginUrl,
  version: '62.0',
  callOptions: { client: 'npm-client' },
  logLevel: 'NONE'
})

await assert.rejects(new jsforce.Connection({ loginUrl, version: '62.0' }).login(username, 'wrong'), /INVALID_LOGIN/)
const user = await connection.login(username, password)
assert.match(user.id, /^005/)
assert.match(user.organizationId, /^00D/)
const identity = await connection.identity()
assert.equal(identity.username, username)

// Objects and fields.
const global = await connection.describeGlobal()
assert.ok(global.sobjects.some((object) => object.name === 'Task'))
const description = await connection.sobject('Lead').describe()
assert.ok(description.fields.some((field) => field.name === 'HasOptedOutOfEmail' && field.type === 'boolean'))

// More than a page of people.
const people = Array.from({ length: 450 }, (_, i) => ({
  FirstName: 'Given',
  LastName: `O'Hara ${i} + Söhne`,
  Company: 'Acme',
  Email: `p${i}@x.test`
}))
const created = await connection.sobject('Lead').create(people, { allowRecursive: true })
assert.equal(created.filter((row) => row.success).length, 450)
assert.equal(connection.limitInfo.apiUsage.limit, 110000)
let seen = 0
await connection.query('SELECT Id, LastName FROM Lead ORDER BY Id', {
  autoFetch: true,
  maxFetch: 10_000,
  headers: { 'Sforce-Query-Options': 'batchSize=200' }
}).on('record', () => seen++)
assert.equal(seen, 450)
const found = await connection.sobject('Lead').find({ Email: 'p7@x.test' }, ['Id', 'LastName'])
assert.deepEqual(found.map((row) => row.LastName), ["O'Hara 7 + Söhne"])
assert.equal((await connection.query('SELECT COUNT() FROM Lead')).totalSize, 450)

// One record.
const [lead] = found
assert.equal((await connection.sobject('Lead').update({ Id: lead.Id, Title: 'CTO' })).success, true)
assert.equal((await connection.sobject('Lead').retrieve(lead.Id)).Title, 'CTO')
await assert.rejects(connection.sobject('Lead').create({ LastName: 'X' }), (error) => error.errorCode === 'REQUIRED_FIELD_MISSING')
await assert.rejects(connection.query('SELECT Nonsense FROM Lead'), (error) => error.errorCode === 'INVALID_FIELD')

// Tasks by the key of another system.
const task = (key, subject) => ({ SiaTaskKey__c: key, Subject: subject })
assert.equal((await connection.sobject('Task').upsert(task('k1', 'one'), 'SiaTaskKey__c')).created, true)
assert.equal((await connection.sobject('Task').upsert(task('k1', 'uno'), 'SiaTaskKey__c')).created, false)
const both = await connection.sobject('Task').upsert([task('k1', 'eins'), task('k2', 'zwei')], 'SiaTaskKey__c')
assert.deepEqual(both.map((row) => row.created), [false, true])
const destroyed = await connection.sobject('Task').destroy(both.map((row) => row.id))
assert.deepEqual(destroyed.map((row) => row.success), [true, true])

// Several calls in one.
const composite = await connection.requestPost('/composite', {
  allOrNone: true,
  compositeRequest: [
    { method: 'POST', url: '/services/data/v62.0/sobjects/Account', referenceId: 'acme', body: { Name: 'Acme' } },
    {
      method: 'POST',
      url: '/services/data/v62.0/sobjects/Contact',
      referenceId: 'jane',
      body: { LastName: 'Jane', AccountId: '@{acme.id}' }
    }
  ]
})
assert.deepEqual(composite.compositeResponse.map((part) => part.httpStatusCode), [201, 201])

// Bulk jobs.
connection.bulk2.pollInterval = 100
connection.bulk2.pollTimeout = 60_000
const loaded = await connection.bulk2.loadAndWaitForResults({
  object: 'Lead',
  operation: 'insert',
  input: Array.from({ length: 300 }, (_, i) => ({ LastName: `Bulk ${i}`, Company: i % 100 === 99 ? '' : 'Acme' }))
})
assert.equal(loaded.successfulResults.length, 297)
assert.equal(loaded.failedResults.length, 3)
assert.equal(loaded.unprocessedRecords.length, 0)
const stream = await connection.bulk2.query("SELECT Id, LastName FROM Lead WHERE LastName LIKE 'Bulk%'")
const rows = await stream.toArray()
assert.equal(rows.length, 297)

const { accessToken, instanceUrl } = connection
await connection.logout()
const loggedOut = new jsforce.Connection({ accessToken, instanceUrl, version: '62.0' })
await assert.rejects(loggedOut.query('SELECT Id FROM Lead'), (error) => error.errorCode === 'INVALID_SESSION_ID')
