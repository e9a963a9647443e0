package dev.touchstone.salessync.salesforce.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.HttpDate;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceReply;
import dev.touchstone.salessync.salesforce.client.SalesforceRequest;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.error.Verdict;
import dev.touchstone.salessync.salesforce.query.Soql;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record in one call. What Salesforce refuses is a {@link SalesforceFailure} with {@code Rejected}; a record that is refused as a possible
 * duplicate is sent once more, and allowed then.
 */
public final class RecordsApi {
    private static final String PATH = "/sobjects/";
    private static final int SEVERAL = 300;

    private final LaneClient client;

    public RecordsApi(LaneClient client) {
        this.client = client;
    }

    /**
     * Makes or changes a record by a key field.
     *
     * @param keyField external id
     * @param key its value; not among the values
     * @return the record; its id is empty if it was there and Salesforce does not tell
     * @throws SalesforceFailure also {@code KeyNotUnique} if several records have the key
     */
    public RowResult upsert(String type, String keyField, String key, Map<String, @Nullable Object> values) {
        String path = PATH + Soql.name(type) + "/" + Soql.name(keyField) + "/" + encode(key);
        RecordWrite write = RecordWrite.of(type, values);
        SalesforceReply reply =
                send(client.write("PATCH", path, RowJson.values(write.values())).accepting(SEVERAL));
        if (reply.status() == SEVERAL) {
            throw new SalesforceFailure(new SalesforceError.KeyNotUnique(keyField));
        }
        if (reply.status() == 204) {
            return new RowResult(true, "", false, List.of());
        }
        JsonNode body = reply.json();
        return new RowResult(
                true, JsonText.of(body, "id"), body.path("created").asBoolean(reply.status() == 201), List.of());
    }

    /**
     * Changes fields of a record.
     *
     * @param unmodifiedSince the record is left alone if it changed later than in this second; null to change it anyway
     * @throws SalesforceFailure also {@code Changed} if it was left alone
     */
    public void update(
            String type, String id, Map<String, @Nullable Object> values, @Nullable Instant unmodifiedSince) {
        RecordWrite write = new RecordWrite(type, id, new LinkedHashMap<>(values));
        SalesforceRequest request =
                client.write("PATCH", PATH + Soql.name(type) + "/" + encode(id), RowJson.values(write.values()));
        var unused = send(
                unmodifiedSince == null
                        ? request
                        : request.withHeader("If-Unmodified-Since", HttpDate.format(unmodifiedSince)));
    }

    private SalesforceReply send(SalesforceRequest request) {
        try {
            return client.send(request);
        } catch (SalesforceFailure failure) {
            if (failure.error() instanceof SalesforceError.Rejected rejected
                    && rejected.why().verdict().action() == Verdict.Action.ALLOW_DUPLICATES) {
                return client.send(DuplicateRule.allow(request));
            }
            throw failure;
        }
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
