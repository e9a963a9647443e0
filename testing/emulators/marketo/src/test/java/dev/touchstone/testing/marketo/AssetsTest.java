package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.marketo.asset.Programs.Program;
import dev.touchstone.testing.marketo.lead.Population;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Static lists and programs. */
class AssetsTest extends EmulatorFixture {
    private static final String LIST = "/rest/v1/lists/5/leads";

    @Test
    void aListIsPagedAndEdited() throws Exception {
        for (int id = 1; id <= 4; id++) {
            emulator.leads().put(id, lead(id));
        }
        emulator.lists().put(5, "Ours", List.of(1L, 2L, 3L));
        JsonNode first = client.get(LIST + ".json?fields=email&batchSize=2");
        assertThat(first.get("result").findValuesAsText("id")).containsExactly("1", "2");
        JsonNode second = client.get(LIST + ".json?batchSize=2&nextPageToken="
                + first.get("nextPageToken").asText());
        assertThat(second.get("result").findValuesAsText("id")).containsExactly("3");
        assertThat(second.has("nextPageToken")).isFalse();

        assertThat(client.post(LIST + ".json?id=4&id=9", Map.of()).get("result").findValuesAsText("status"))
                .containsExactly("added", "skipped");
        assertThat(client.delete(LIST + ".json?id=1,4").get("result").findValuesAsText("status"))
                .containsExactly("removed", "removed");
        assertThat(client.get(LIST + "/ismember.json?id=1,2,9").get("result").findValuesAsText("status"))
                .containsExactly("notmemberof", "memberof", "skipped");
        assertThat(client.get("/rest/v1/lists.json?name=Ours")
                        .at("/result/0/id")
                        .asInt())
                .isEqualTo(5);
        assertThat(EmulatorClient.code(client.get("/rest/v1/lists/6/leads.json")))
                .isEqualTo("1013");
    }

    @Test
    void aListOfEverybodyFollowsThem() throws Exception {
        emulator.leads().populate(Population.of(700));
        emulator.lists().putEverybody(5, "All");
        String token = "";
        int members = 0;
        do {
            JsonNode page = client.get(LIST + ".json?fields=id" + (token.isEmpty() ? "" : "&nextPageToken=" + token));
            members += page.get("result").size();
            token = page.path("nextPageToken").asText();
        } while (!token.isEmpty());
        assertThat(members).isEqualTo(700);
    }

    @Test
    void programsAreBrowsedByOffset() throws Exception {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        for (long id = 1; id <= 3; id++) {
            emulator.programs().put(new Program(id, "Webinar " + id, "Event", "Webinar", "", then, then));
        }
        assertThat(client.get("/rest/asset/v1/programs.json?maxReturn=2&offset=1")
                        .get("result")
                        .findValuesAsText("name"))
                .containsExactly("Webinar 2", "Webinar 3");
        assertThat(client.get("/rest/asset/v1/program/3.json")
                        .at("/result/0/createdAt")
                        .asText())
                .isEqualTo("2026-01-01T00:00:00Z+0000");
        JsonNode nothing = client.get("/rest/asset/v1/programs.json?offset=3");
        assertThat(nothing.has("result")).isFalse();
        assertThat(nothing.get("warnings").size()).isEqualTo(1);
    }
}
