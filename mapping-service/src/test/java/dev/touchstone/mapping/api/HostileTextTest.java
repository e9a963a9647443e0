package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.touchstone.mapping.v1.ExportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsRequest;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is imported is text to the database, and comes back as it was. */
@QuarkusTest
@TestProfile(RulesFixture.OwnRules.class)
@WithTestResource(PostgresTestResource.class)
class HostileTextTest extends RulesFixture {
    private static final String HEADING = "Campaign Type,Channel,Subchannel\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE rule_set_draft; --",
                "') ON CONFLICT DO NOTHING; --",
                "$$; DELETE FROM channel; $$",
                "\\'; SELECT pg_sleep(60); --",
                "{1,2}'::text[]",
                "?",
                ":name",
                "%s"
            })
    void sheetComesBackAsItWas(String text) {
        RuleSetDraft draft = draft();
        int before = active().getRuleCount();
        String sheet = HEADING + '"' + text + "\",Email,\n";

        ruleSets.importRuleSheets(ImportRuleSheetsRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .setEtag(draft.getEtag())
                .setOfflineCsv(ByteString.copyFrom(sheet, StandardCharsets.UTF_8))
                .setAuthor(AUTHOR)
                .build());

        assertThat(ruleSets.exportRuleSheets(ExportRuleSheetsRequest.newBuilder()
                                .setRuleSet(RuleSetReference.newBuilder().setDraftId(draft.getDraftId()))
                                .build())
                        .getOfflineCsv()
                        .toStringUtf8())
                .contains(text);
        assertThat(active().getRuleCount()).isEqualTo(before);
    }
}
