package dev.touchstone.salessync.activity;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.salessync.v1.SalesEmailClick;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Activities for tests, and an empty database. */
public final class ActivityFixture {
    /** When activities happened unless a test says otherwise. */
    public static final Instant AT = Instant.now().minusSeconds(60);

    private ActivityFixture() {}

    /** Forgets all activities and people, once the tables are there. */
    public static void empty(DataSource database) {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> truncate(database));
    }

    private static boolean truncate(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE outbox, outbox_lane, outbox_tally, activity, activity_repeat, sales_email,"
                    + " activity_mirror, activity_mirror_read; DELETE FROM dead_letter; DELETE FROM person; DELETE FROM person_alias;"
                    + " DELETE FROM api_call; UPDATE api_budget SET pace_until = NULL, pace_calls = NULL,"
                    + " place_until = NULL, place_calls = NULL, breaker_since = '1970-01-01Z', breaker_probe_at = NULL,"
                    + " parked_until = NULL, day = '1970-01-01', others_used = 0, calls_per_hour = 0;"
                    + " UPDATE activity_schema SET mode = 'COMPACT', revision = revision + 1,"
                    + " lease_until = '1970-01-01Z'");
            return true;
        }
    }

    public static NewSalesActivity.Builder bare(String key, long person) {
        return NewSalesActivity.newBuilder()
                .setClientKey(key)
                .setMarketoId(person)
                .setOccurTime(time(AT))
                .setActor("rep@x.test");
    }

    public static NewSalesActivity.Builder send(String key, long person, String emailId) {
        return bare(key, person)
                .setSend(SalesEmail.newBuilder().setEmailId(emailId).setSubject("My Subject"));
    }

    public static NewSalesActivity open(String key, long person, String emailId, Instant at) {
        return bare(key, person)
                .setOccurTime(time(at))
                .setOpen(SalesEmail.newBuilder().setEmailId(emailId).setSubject("My Subject"))
                .build();
    }

    public static NewSalesActivity click(String key, long person, String emailId, String link, Instant at) {
        return bare(key, person)
                .setOccurTime(time(at))
                .setClick(SalesEmailClick.newBuilder()
                        .setEmail(SalesEmail.newBuilder().setEmailId(emailId).setSubject("My Subject"))
                        .setLink(link))
                .build();
    }

    /** In seconds, as activities are kept. */
    public static Timestamp time(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }

    /** A detail of a refusal. */
    public static <T extends Message> T detail(StatusRuntimeException failure, Class<T> type) {
        for (Any detail : StatusProto.fromThrowable(failure).getDetailsList()) {
            if (detail.is(type)) {
                try {
                    return detail.unpack(type);
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        }
        throw new AssertionError("no detail " + type.getSimpleName());
    }
}
