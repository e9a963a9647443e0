package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.connection.SecretVault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code salesforce_connection} and {@code salesforce_finding}. Callers hold a transaction. */
@ApplicationScoped
class SqlSalesforceStore {
    /** Two connections at a time would both insert the first row; any constant will do. */
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(7420116533002)";

    private static final String READ = """
            SELECT organization_id, login_url, instance_url, client_id, principal, username, sealed_secrets, revision,
                probed_at, api_version, newest_version, edition, sandbox, daily_max, daily_left,
                fault_reason, fault_sentence, fault_at, retry_at
            FROM salesforce_connection
            """;

    private static final String REPLACE = """
            INSERT INTO salesforce_connection AS c (system, organization_id, login_url, instance_url, client_id, principal,
                username, sealed_secrets, revision, connected_at, sandbox, daily_max, daily_left)
            VALUES ('salesforce', ?, ?, ?, ?, ?, ?, ?, 1, ?, FALSE, 0, 0)
            ON CONFLICT (system) DO UPDATE SET organization_id = EXCLUDED.organization_id, login_url = EXCLUDED.login_url,
                instance_url = EXCLUDED.instance_url, client_id = EXCLUDED.client_id, principal = EXCLUDED.principal,
                username = EXCLUDED.username, sealed_secrets = EXCLUDED.sealed_secrets, revision = c.revision + 1,
                connected_at = EXCLUDED.connected_at
            """;

    private static final String PROBED = """
            UPDATE salesforce_connection SET probed_at = ?, api_version = ?, newest_version = ?, edition = ?, sandbox = ?,
                daily_max = ?, daily_left = ?, instance_url = ?, fault_reason = NULL, fault_sentence = NULL, fault_at = NULL,
                retry_at = NULL
            WHERE client_id IS NOT NULL
            """;

    private static final String FORGET_FINDINGS = "DELETE FROM salesforce_finding";

    private static final String ADD_FINDINGS = """
            INSERT INTO salesforce_finding (kind, object, field)
            SELECT kind, object, field FROM unnest(?::text[], ?::text[], ?::text[]) AS f (kind, object, field)
            """;

    private static final String FINDINGS = "SELECT kind, object, field FROM salesforce_finding";

    private static final String REMOVE = """
            UPDATE salesforce_connection SET client_id = NULL, principal = NULL, username = NULL, sealed_secrets = NULL,
                revision = revision + 1, probed_at = NULL, fault_reason = NULL, fault_sentence = NULL, fault_at = NULL,
                retry_at = NULL
            WHERE client_id IS NOT NULL
            """;

    private static final String BROKEN = """
            UPDATE salesforce_connection SET fault_reason = ?, fault_sentence = ?, fault_at = ?, retry_at = ?
            WHERE client_id IS NOT NULL AND revision = ?
            """;

    private static final String CLAIM_RETRY =
            "UPDATE salesforce_connection SET retry_at = ? WHERE retry_at <= ? AND client_id IS NOT NULL";

    private final Database database;
    private final SecretVault vault;
    private final Clock clock;

    SqlSalesforceStore(Database database, SecretVault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    void lock() {
        database.get(LOCK, parameters -> {}, row -> true);
    }

    /** What is stored; empty if nothing ever was. */
    Optional<SalesforceConnection> find() {
        List<SalesforceFinding> findings = database.list(
                FINDINGS,
                parameters -> {},
                row -> new SalesforceFinding(
                        SalesforceFinding.Kind.valueOf(row.text("kind")), row.text("object"), row.text("field")));
        List<SalesforceFinding> sorted = ProbeRules.sorted(findings);
        return database.find(READ, parameters -> {}, row -> connection(row, sorted));
    }

    /** Stores credentials, as the next revision. */
    void replace(
            PrincipalCredentials credentials, String organizationId, String username, URI instanceUrl, Instant now) {
        database.update(
                REPLACE,
                parameters -> parameters
                        .text(organizationId)
                        .text(credentials.loginUrl().toString())
                        .text(instanceUrl.toString())
                        .text(credentials.clientId())
                        .text(credentials.kind().name())
                        .text(username)
                        .bytes(vault.seal(StoredSecrets.write(credentials), owner(credentials.clientId())))
                        .time(now));
    }

    /** Stores what a look found; the connection can be used from now on. */
    void probed(SalesforceProbe probe, URI instanceUrl) {
        database.update(
                PROBED,
                parameters -> parameters
                        .time(probe.at())
                        .text(probe.versions().used())
                        .text(probe.versions().newest())
                        .text(probe.edition())
                        .flag(probe.sandbox())
                        .number(probe.calls().max())
                        .number(probe.calls().left())
                        .text(instanceUrl.toString()));
        database.update(FORGET_FINDINGS, parameters -> {});
        database.update(
                ADD_FINDINGS,
                parameters -> parameters
                        .texts(probe.findings(), finding -> finding.kind().name())
                        .texts(probe.findings(), SalesforceFinding::object)
                        .texts(probe.findings(), SalesforceFinding::field));
    }

    /** Forgets the credentials and what was found with them, not the organisation; true if there were any. */
    boolean removeCredentials() {
        database.update(FORGET_FINDINGS, parameters -> {});
        return database.update(REMOVE, parameters -> {}) == 1;
    }

    /** The credentials of this revision are of no use; false if they were replaced. */
    boolean broken(long revision, CrmFault fault) {
        return database.update(
                        BROKEN, parameters -> SqlFaults.bind(parameters, fault).number(revision))
                == 1;
    }

    /** True if the connection is due to be tried again, and it falls to the caller. */
    boolean claimRetry(Instant now) {
        return database.update(
                        CLAIM_RETRY,
                        parameters -> parameters.time(now.plus(CrmFault.RETRY)).time(now))
                == 1;
    }

    private SalesforceConnection connection(SqlRow row, List<SalesforceFinding> findings) throws SQLException {
        Optional<String> clientId = row.optionalText("client_id");
        return new SalesforceConnection(
                row.text("organization_id"),
                clientId.isEmpty() ? Optional.empty() : Optional.of(access(row, clientId.get(), findings)));
    }

    private SalesforceConnection.Access access(SqlRow row, String clientId, List<SalesforceFinding> findings)
            throws SQLException {
        URI loginUrl = URI.create(row.text("login_url"));
        Optional<PrincipalCredentials> credentials = vault.open(row.bytes("sealed_secrets"), owner(clientId))
                .map(secrets -> StoredSecrets.read(secrets, loginUrl, clientId));
        Optional<CrmFault> fault =
                credentials.isEmpty() ? Optional.of(CrmFault.secretUnreadable(clock.instant())) : SqlFaults.read(row);
        PrincipalCredentials.Kind kind = PrincipalCredentials.Kind.valueOf(row.text("principal"));
        URI instanceUrl = URI.create(row.text("instance_url"));
        String suffix = clientId.substring(Math.max(0, clientId.length() - 4));
        return new SalesforceConnection.Access(
                new SalesforceConnection.App(loginUrl, instanceUrl, suffix, kind),
                row.text("username"),
                row.number("revision"),
                credentials,
                probe(row, findings),
                fault);
    }

    private static SalesforceProbe probe(SqlRow row, List<SalesforceFinding> findings) throws SQLException {
        return new SalesforceProbe(
                row.time("probed_at"),
                new SalesforceProbe.Versions(row.text("api_version"), row.text("newest_version")),
                row.text("edition"),
                row.flag("sandbox"),
                new SalesforceProbe.Calls(row.number("daily_max"), row.number("daily_left")),
                findings);
    }

    private static String owner(String clientId) {
        return "salesforce " + clientId;
    }
}
