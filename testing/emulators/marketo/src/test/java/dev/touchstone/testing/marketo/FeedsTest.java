package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.marketo.activity.Activity;
import dev.touchstone.testing.marketo.activity.ActivityTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paging tokens and the three feeds, with all that makes them hard to follow. */
class FeedsTest extends EmulatorFixture {
    private static final String CHANGES = "/rest/v1/activities/leadchanges.json";
    private static final String ACTIVITIES = "/rest/v1/activities.json";
    private static final String DELETED = "/rest/v1/activities/deletedleads.json";
    private static final String FIELDS = "&fields=title,email";
    private String begin;

    @BeforeEach
    void begin() throws Exception {
        begin = client.pagingToken(emulator.clock().instant().minusSeconds(900));
    }

    private static List<String> leads(JsonNode page) {
        return page.path("result").findValuesAsText("leadId");
    }

    @Test
    void newPeopleAndChangesOfTheFieldsAskedForAreTold() throws Exception {
        emulator.leads().put(1, lead(1));
        emulator.leads().change(1, "title", "CTO");
        emulator.leads().change(1, "phone", "1");
        emulator.leads().change(1, "title", "CTO");

        JsonNode page = client.page(CHANGES, begin, FIELDS);
        assertThat(page.get("result").findValuesAsText("activityTypeId")).containsExactly("12", "13");
        assertThat(page.at("/result/1/fields").toString())
                .isEqualTo("[{\"id\":6,\"name\":\"title\",\"newValue\":\"CTO\",\"oldValue\":null}]");
        assertThat(page.at("/result/1/activityDate").asText()).endsWith("+0000");
        assertThat(page.get("moreResult").asBoolean()).isFalse();

        JsonNode next = client.page(CHANGES, page.get("nextPageToken").asText(), FIELDS);
        assertThat(next.has("result")).isFalse();
        assertThat(EmulatorClient.code(client.page(CHANGES, begin, ""))).isEqualTo("1002");
    }

    @Test
    void mergesAndDeletionsAreTold() throws Exception {
        LongStream.rangeClosed(1, 3).forEach(id -> emulator.leads().put(id, lead((int) id)));
        emulator.leads().merge(1, List.of(2L));
        emulator.leads().remove(3);

        JsonNode merges =
                client.page(ACTIVITIES, begin, "&activityTypeIds=32,12").get("result");
        assertThat(merges.findValuesAsText("activityTypeId")).containsExactly("12", "12", "12", "32");
        assertThat(merges.get(3).get("leadId").asLong()).isEqualTo(1);
        assertThat(merges.get(3).get("attributes").toString()).contains("{\"name\":\"Merge IDs\",\"value\":\"[2]\"}");
        assertThat(leads(client.page(DELETED, begin, ""))).containsExactly("3");

        emulator.activities().losersAreDeleted(true);
        emulator.leads().put(4, lead(4));
        emulator.leads().merge(1, List.of(4L));
        assertThat(leads(client.page(DELETED, begin, ""))).containsExactly("3", "4");
    }

    @Test
    void deletionsArePrunedAfterFourteenDays() throws Exception {
        emulator.leads().put(1, lead(1));
        emulator.leads().remove(1);
        emulator.clock().advance(Duration.ofDays(13));
        client.logIn();
        assertThat(leads(client.page(DELETED, begin, ""))).containsExactly("1");
        emulator.clock().advance(Duration.ofDays(1).plusSeconds(1));
        client.logIn();
        assertThat(leads(client.page(DELETED, begin, ""))).isEmpty();
    }

    /** AC-21, R-I-5. */
    @Test
    void aPageMayBeShortOrEmptyAlthoughThereIsMore() throws Exception {
        LongStream.rangeClosed(1, 5).forEach(id -> emulator.leads().put(id, lead((int) id)));
        LongStream.rangeClosed(1, 5).forEach(id -> emulator.leads().change(id, "title", "CTO"));
        emulator.feeds().emptyPages(1);
        emulator.feeds().scan(3);

        List<Integer> sizes = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        String token = begin;
        JsonNode page;
        do {
            page = client.page(ACTIVITIES, token, "&activityTypeIds=13");
            sizes.add(leads(page).size());
            changed.addAll(leads(page));
            token = page.get("nextPageToken").asText();
        } while (page.get("moreResult").asBoolean());
        assertThat(changed).containsExactly("1", "2", "3", "4", "5");
        assertThat(sizes).containsExactly(0, 0, 1, 3, 1);
    }

    /** AC-23, F16: who has read past the date does not see it any more, who begins before it does. */
    @Test
    void aLateArrivalIsFoundOnlyByWhoeverBeginsBeforeItsDate() throws Exception {
        Instant now = emulator.clock().instant();
        emulator.leads().quietly().put(1, lead(1));
        String read = client.page(CHANGES, begin, FIELDS).get("nextPageToken").asText();
        emulator.leads().dated(now.minusSeconds(600)).change(1, "title", "Late");
        assertThat(leads(client.page(CHANGES, read, FIELDS))).isEmpty();
        assertThat(leads(client.page(CHANGES, begin, FIELDS))).containsExactly("1");

        emulator.activities().visibleAfter(Duration.ofSeconds(90));
        emulator.leads().change(1, "title", "Later");
        assertThat(leads(client.page(CHANGES, begin, FIELDS))).containsExactly("1");
        emulator.clock().advance(Duration.ofSeconds(91));
        assertThat(leads(client.page(CHANGES, begin, FIELDS))).containsExactly("1", "1");
    }

    /** AC-102: what is changed behind the feed is told by none of them. */
    @Test
    void quietEditsAreNotTold() throws Exception {
        emulator.leads().quietly().put(1, lead(1));
        emulator.leads().quietly().change(1, "title", "CTO");
        emulator.leads().quietly().remove(1);
        assertThat(emulator.activities().size()).isZero();
    }

    /** AC-25. */
    @Test
    void tokensCanExpireBeRefusedAndBeLong() throws Exception {
        emulator.feeds().tokensLive(Duration.ofMinutes(30));
        emulator.clock().advance(Duration.ofMinutes(31));
        assertThat(EmulatorClient.code(client.page(CHANGES, begin, FIELDS))).isEqualTo("610");

        String fresh = client.pagingToken(emulator.clock().instant());
        emulator.feeds().refuseTokens(emulator.clock().instant(), "1003");
        assertThat(EmulatorClient.code(client.page(CHANGES, fresh, FIELDS))).isEqualTo("1003");
        assertThat(EmulatorClient.code(client.page(CHANGES, "nonsense", FIELDS)))
                .isEqualTo("1003");
        assertThat(EmulatorClient.code(client.get("/rest/v1/activities/pagingtoken.json?sinceDatetime=yesterday")))
                .isEqualTo("704");

        emulator.feeds().fillTokens(8_000);
        assertThat(client.pagingToken(emulator.clock().instant())).hasSizeGreaterThan(8_000);
    }

    @Test
    void activitiesAreNarrowedToTypesPeopleAndLists() throws Exception {
        LongStream.rangeClosed(1, 4).forEach(id -> emulator.leads().put(id, lead((int) id)));
        emulator.lists().put(9, "Sellers' choice", List.of(2L, 3L));
        emulator.lists()
                .put(10, "Crowd", LongStream.rangeClosed(1, 10_000).boxed().toList());

        assertThat(leads(client.page(ACTIVITIES, begin, "&activityTypeIds=12&leadIds=1,4")))
                .containsExactly("1", "4");
        assertThat(leads(client.page(ACTIVITIES, begin, "&activityTypeIds=12&activityTypeIds=13&listId=9")))
                .containsExactly("2", "3");
        assertThat(EmulatorClient.code(client.page(ACTIVITIES, begin, "&activityTypeIds=12&listId=10")))
                .isEqualTo("1003");
        assertThat(EmulatorClient.code(client.page(ACTIVITIES, begin, "&activityTypeIds=1,2,3,4,5,6,7,8,9,10,11")))
                .isEqualTo("1003");
        assertThat(EmulatorClient.code(client.page(ACTIVITIES, begin, ""))).isEqualTo("1002");
    }

    @Test
    void nativeActivitiesAreThereWithTheirTypes() throws Exception {
        int moment = ActivityTypes.named("Interesting Moment").orElseThrow().id();
        emulator.activities()
                .record(
                        moment,
                        5,
                        new Activity.Primary(0, "Web"),
                        List.of(new Activity.Attribute("Description", "Visited pricing")),
                        Optional.of(emulator.clock().instant().minusSeconds(60)));
        emulator.feeds().withoutIds(true);

        JsonNode row =
                client.page(ACTIVITIES, begin, "&activityTypeIds=" + moment).at("/result/0");
        assertThat(row.has("id")).isFalse();
        assertThat(row.get("marketoGUID").asText()).isEqualTo("1");
        assertThat(row.get("primaryAttributeValue").asText()).isEqualTo("Web");
        assertThat(row.at("/attributes/0/value").asText()).isEqualTo("Visited pricing");
        Map<String, Integer> byName = new HashMap<>();
        client.get("/rest/v1/activities/types.json")
                .get("result")
                .forEach(type ->
                        byName.put(type.get("name").asText(), type.get("id").asInt()));
        assertThat(byName)
                .containsEntry("New Lead", 12)
                .containsEntry("Change Data Value", 13)
                .containsEntry("Merge Leads", 32)
                .containsEntry("Delete Lead", 37)
                .containsEntry("Interesting Moment", moment);
    }
}
