package dev.touchstone.bench;

import dev.touchstone.touchpoint.v1.CampaignMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The peer: the same members by {@code COPY} into a table of the same shape with the same indexes, and one statement that writes
 * the same touchpoints, in the same PostgreSQL. Written for {@link CrmInput} alone: people and campaigns are those that the service
 * has stored, ids are of the cheapest hash at hand and are not compared.
 */
final class CrmPeer implements AutoCloseable {
    private static final String CREATE = """
            DROP TABLE IF EXISTS peer_member, peer_touchpoint;
            CREATE TABLE peer_member (LIKE campaign_member INCLUDING ALL);
            CREATE TABLE peer_touchpoint (LIKE touchpoint INCLUDING ALL);
            SET work_mem = '256MB'; SET jit = off;
            """;

    private static final String COPY = """
            COPY peer_member (campaign_member_id, campaign_id, crm_person_id, status, has_responded, created_at, modified_at,
                              digest, deleted) FROM STDIN
            """;

    private static final String WRITE = """
            INSERT INTO peer_touchpoint (person_id, touchpoint_id, type, touched_at, positions, source, medium, campaign_name,
                                         campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page,
                                         referrer_page_raw, form_url, fact_kind, fact_id, generation_rule,
                                         generation_rule_version, mapping_key_id, digest)
            SELECT md5(p.email)::uuid, md5(m.campaign_member_id)::uuid, 'CRM_CAMPAIGN', m.created_at,
                   CASE WHEN row_number() OVER (PARTITION BY p.email
                                                ORDER BY m.created_at, m.campaign_member_id COLLATE "C") = 1
                        THEN ARRAY['FT', 'LC'] ELSE ARRAY['POST_LC'] END,
                   'CRM Campaign', c.type, c.name, c.campaign_id, '', '', '', '', '', '', '', 'CAMPAIGN_MEMBER',
                   m.campaign_member_id, 'Include all', 1, md5(c.type || ' ' || c.name)::uuid,
                   md5(concat_ws(' ', p.email, m.campaign_member_id, m.created_at, c.type, c.name))::uuid
            FROM peer_member m
            JOIN crm_person p ON p.crm_person_id = m.crm_person_id AND NOT p.deleted AND p.email IS NOT NULL
            JOIN campaign c ON c.campaign_id = m.campaign_id AND NOT c.deleted AND c.sync_type = 'INCLUDE_ALL'
            WHERE NOT m.deleted
            """;

    private static final String DIFFERENCES = """
            SELECT count(*) FROM (
                (SELECT :columns FROM touchpoint EXCEPT ALL SELECT :columns FROM peer_touchpoint)
                UNION ALL (SELECT :columns FROM peer_touchpoint EXCEPT ALL SELECT :columns FROM touchpoint)) d
            """.replace(":columns", """
            type, touched_at, positions, source, medium, campaign_name, campaign_id, content, fact_kind, fact_id, generation_rule,
            generation_rule_version
            """);

    private static final int BUFFER = 1 << 16;

    private final Connection connection;

    CrmPeer(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
    }

    /** Stores the members in one transaction. */
    Duration copy(CrmInput input) throws SQLException, IOException {
        execute(CREATE);
        execute("CHECKPOINT");
        long started = System.nanoTime();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        StringBuilder lines = new StringBuilder(BUFFER * 2);
        for (int i = 0; i < input.members(); i++) {
            append(lines, input.member(i).getCampaignMember());
            if (lines.length() > BUFFER) {
                flush(copy, lines);
            }
        }
        flush(copy, lines);
        copy.endCopy();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Writes the touchpoints by the campaigns as they are stored now. */
    Duration touchpoints() throws SQLException {
        execute("TRUNCATE peer_touchpoint");
        execute("ANALYZE peer_member");
        long started = System.nanoTime();
        execute(WRITE);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Touchpoints that only one side has, or that differ in anything but their ids. */
    long differences() throws SQLException {
        return number(DIFFERENCES);
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void append(StringBuilder lines, CampaignMember member) {
        Instant created = Instant.ofEpochSecond(member.getCreateTime().getSeconds());
        lines.append(member.getCampaignMemberId())
                .append('\t')
                .append(member.getCampaignId())
                .append('\t')
                .append(member.getCrmPersonId())
                .append('\t')
                .append(member.getStatus())
                .append('\t')
                .append(member.getHasResponded())
                .append('\t')
                .append(created)
                .append('\t')
                .append(created)
                .append("\t00000000-0000-0000-0000-000000000000\tfalse\n");
    }

    private static void flush(CopyIn copy, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    @Override
    public void close() throws SQLException {
        execute("DROP TABLE IF EXISTS peer_member, peer_touchpoint");
        connection.close();
    }
}
