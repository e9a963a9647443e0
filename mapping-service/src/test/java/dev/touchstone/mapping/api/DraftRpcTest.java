package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.touchstone.mapping.sheet.RuleSheetReader;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.ConditionGroup;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftRequest;
import dev.touchstone.mapping.v1.DiffRuleSetsRequest;
import dev.touchstone.mapping.v1.ExportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsResponse;
import dev.touchstone.mapping.v1.ListRuleSetDraftsRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsResponse;
import dev.touchstone.mapping.v1.RuleCondition;
import dev.touchstone.mapping.v1.RuleDifference;
import dev.touchstone.mapping.v1.RuleField;
import dev.touchstone.mapping.v1.RuleProblem;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetState;
import dev.touchstone.mapping.v1.RuleSheet;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts, their checks, differences and sheets, over the real port. */
@QuarkusTest
@TestProfile(RulesFixture.OwnRules.class)
@WithTestResource(PostgresTestResource.class)
class DraftRpcTest extends RulesFixture {
    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000001";

    @BeforeEach
    @AfterEach
    void throwDraftsAway() {
        ruleSets.listRuleSetDrafts(
                        ListRuleSetDraftsRequest.newBuilder().setPageSize(100).build())
                .getDraftsList()
                .forEach(this::delete);
    }

    @Test
    void draftBeginsWithTheRowsOfItsVersion() {
        RuleSet active = active();
        RuleSetDraft draft = draft();
        assertThat(draft.getRulesList()).isEqualTo(active.getRulesList());
        assertThat(draft.getRuleCount()).isEqualTo(active.getRuleCount());
        assertThat(draft.getBaseVersion()).isEqualTo(active.getVersion());
        assertThat(draft.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_DRAFT);
        assertThat(draft.getAuthor()).isEqualTo(AUTHOR);
        assertThat(draft.getNote()).isEqualTo("for a test");
        assertThat(draft(draft.getDraftId())).isEqualTo(draft);
        assertThat(ruleSets.getRuleSetDraft(GetRuleSetDraftRequest.newBuilder()
                                .setDraftId(draft.getDraftId())
                                .build())
                        .getDraft())
                .isEqualTo(draft.toBuilder().clearRules().build());
    }

    @Test
    void draftsAreListedLastChangedFirstInOnePageOrMany() {
        List<RuleSetDraft> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(draft().toBuilder().clearRules().build());
        }
        made.add(update(made.removeFirst(), List.of()));
        Collections.reverse(made);
        assertThat(listed(100)).isEqualTo(made);
        assertThat(listed(2)).isEqualTo(made);
        assertThat(listed(1)).isEqualTo(made);
    }

    @Test
    void draftsEndAtAHundred() {
        for (int i = 0; i < 100; i++) {
            draft();
        }
        assertThat(refusal(this::draft)).isEqualTo("RESOURCE_EXHAUSTED TOO_MANY_DRAFTS {limit=100}");
    }

    @Test
    void rowsComeBackAsTheyWereWrittenRightOrWrong() {
        List<ChannelRule> rows = List.of(
                online("Nowhere", "", "a, b;; c").toBuilder()
                        .setNote("x".repeat(200))
                        .build(),
                online("Email", "", "").toBuilder()
                        .setMoreConditions("Campaign = ")
                        .build(),
                offline("Email", "Nowhere", "Webinar"));
        RuleSetDraft draft = update(draft(), rows);
        assertThat(draft.getRuleCount()).isEqualTo(3);
        assertThat(draft(draft.getDraftId()).getRulesList())
                .extracting(rule -> rule.toBuilder().clearRowNumber().build())
                .isEqualTo(rows);
        assertThat(problems(draft))
                .contains(
                        "1 Channel UNKNOWN_CHANNEL",
                        "1 Source INVALID_CELL",
                        "2 More Conditions INVALID_CONDITION",
                        "3 Subchannel UNKNOWN_SUBCHANNEL",
                        "0  PROTECTED_ROW_MISSING");
    }

    @Test
    void furtherConditionsAreShownAsTextAndStructure() {
        ConditionGroup group = ConditionGroup.newBuilder()
                .addConditions(RuleCondition.newBuilder()
                        .setField(RuleField.RULE_FIELD_LANDING_PATH)
                        .setCell("/events*"))
                .addConditions(RuleCondition.newBuilder()
                        .setField(RuleField.RULE_FIELD_QUERY_PARAMETER)
                        .setParameter("Promo")
                        .setNegated(true)
                        .setRegex("5off|\"x\""))
                .build();
        RuleSetDraft draft =
                draftWith(online("Email", "", "").toBuilder().addAnyOf(group).build());
        ChannelRule stored = draft(draft.getDraftId()).getRules(0);
        assertThat(stored.getMoreConditions())
                .isEqualTo("Landing Path = /events* & Parameter.promo !~ \"5off|\\\"x\\\"\"");
        assertThat(stored.getAnyOfList()).hasSize(1);
        assertThat(stored.getAnyOf(0).getConditions(1).getParameter()).isEqualTo("promo");
        RuleSetDraft again = update(draft, draft(draft.getDraftId()).getRulesList());
        assertThat(draft(again.getDraftId()).getRules(0)).isEqualTo(stored);
        assertThat(problems(again)).isEmpty();
        assertThat(publish(draft(again.getDraftId()).toBuilder().build()).getVersion())
                .isEqualTo(active().getVersion());
        assertThat(active().getRules(0)).isEqualTo(stored);
    }

    @Test
    void whatCannotBeRowsIsRefusedWithEveryField() {
        RuleSetDraft draft = draft();
        UpdateRuleSetDraftRequest.Builder request = UpdateRuleSetDraftRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .addRules(online("Email", "", "a").toBuilder()
                        .setCampaignType("Webinar")
                        .setNote("x".repeat(201)))
                .addRules(online("Email", "", "a").toBuilder()
                        .addAnyOf(ConditionGroup.getDefaultInstance())
                        .addAnyOf(ConditionGroup.newBuilder()
                                .addConditions(RuleCondition.newBuilder().setParameter("x"))))
                .addRules(online("Email", "", "a").toBuilder()
                        .setMoreConditions("Medium = a")
                        .addAnyOf(ConditionGroup.newBuilder()
                                .addConditions(RuleCondition.newBuilder()
                                        .setField(RuleField.RULE_FIELD_MEDIUM)
                                        .setCell("b"))))
                .addRules(offline("Email", "", "a").toBuilder().setSource("b").setNote("c"))
                .addRules(online("Email", "", "a"));
        assertThat(violations(() -> ruleSets.updateRuleSetDraft(request.build())))
                .extracting(text -> text.split(" ")[0] + " " + text.split(" ")[1])
                .containsExactly(
                        "rules[0].note FIELD_TOO_LONG",
                        "rules[0].campaign_type FIELD_NOT_ALLOWED",
                        "rules[1].any_of[0].conditions FIELD_REQUIRED",
                        "rules[1].any_of[1].conditions[0].field UNKNOWN_ENUM_VALUE",
                        "rules[1].any_of[1].conditions[0].parameter FIELD_NOT_ALLOWED",
                        "rules[1].any_of[1].conditions[0].test FIELD_REQUIRED",
                        "rules[2].more_conditions CONTRADICTS_FIELD",
                        "rules[3].source FIELD_NOT_ALLOWED",
                        "rules[3].note FIELD_NOT_ALLOWED",
                        "rules[4].sheet OUT_OF_ORDER",
                        "etag FIELD_REQUIRED",
                        "author FIELD_REQUIRED");
        assertThat(draft(draft.getDraftId())).isEqualTo(draft);
    }

    @Test
    void unknownVersionsAndDraftsAreNotFound() {
        assertThat(refusal(() -> ruleSets.createRuleSetDraft(CreateRuleSetDraftRequest.newBuilder()
                        .setBaseVersion(999)
                        .setAuthor(AUTHOR)
                        .build())))
                .isEqualTo("NOT_FOUND RULE_SET_NOT_FOUND {version=999}");
        String draftNotFound = "NOT_FOUND RULE_SET_DRAFT_NOT_FOUND {draft_id=" + UNKNOWN + "}";
        RuleSetDraft unknown =
                RuleSetDraft.newBuilder().setDraftId(UNKNOWN).setEtag("1").build();
        assertThat(refusal(() -> draft(UNKNOWN))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> update(unknown, List.of()))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> delete(unknown))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> problems(unknown))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> publish(unknown))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> diff(reference(unknown), reference(1)))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> diff(reference(1), reference(999))))
                .isEqualTo("NOT_FOUND RULE_SET_NOT_FOUND {version=999}");
        assertThat(refusal(() -> export(reference(unknown)))).isEqualTo(draftNotFound);
        assertThat(refusal(() -> importSheets(unknown, "x", ""))).isEqualTo(draftNotFound);
        assertThat(violations(() -> ruleSets.validateRuleSet(ValidateRuleSetRequest.getDefaultInstance())))
                .containsExactly("rule_set FIELD_REQUIRED is required: a version or a draft");
    }

    @Test
    void ofTwoEditorsOneIsToldAndNothingIsLost() throws Exception {
        RuleSetDraft draft = draft();
        int editors = 8;
        List<Callable<String>> edits = IntStream.range(0, editors)
                .<Callable<String>>mapToObj(i -> () -> {
                    try {
                        return update(draft, List.of(online("Email", "", "editor-" + i)))
                                .getEtag();
                    } catch (StatusRuntimeException e) {
                        return refusal(() -> {
                            throw e;
                        });
                    }
                })
                .toList();
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(editors)) {
            for (Future<String> outcome : threads.invokeAll(edits)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals("ABORTED ETAG_MISMATCH {field=etag}"))
                .hasSize(editors - 1);
        int winner = IntStream.range(0, editors)
                .filter(i -> !outcomes.get(i).startsWith("ABORTED"))
                .findFirst()
                .orElseThrow();
        RuleSetDraft after = draft(draft.getDraftId());
        assertThat(after.getEtag()).isEqualTo(outcomes.get(winner));
        assertThat(after.getRulesList()).extracting(ChannelRule::getSource).containsExactly("editor-" + winner);
        assertThat(refusal(() -> delete(draft))).isEqualTo("ABORTED ETAG_MISMATCH {field=etag}");
    }

    @Test
    void draftIsValidatedUntilItsRowsChange() {
        RuleSetDraft draft = draft();
        assertThat(problems(draft)).isEmpty();
        RuleSetDraft validated = draft(draft.getDraftId());
        assertThat(validated.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_VALIDATED);
        assertThat(validated.getEtag()).isNotEqualTo(draft.getEtag());
        assertThat(problems(draft)).isEmpty();
        assertThat(draft(draft.getDraftId())).isEqualTo(validated);
        RuleSetDraft changed = update(validated, validated.getRulesList());
        assertThat(changed.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_DRAFT);
    }

    @Test
    void differencesAreToldWithTheirRowsAndColumns() {
        RuleSetDraft draft = draft();
        List<ChannelRule> rows = new ArrayList<>(draft.getRulesList());
        rows.set(0, rows.get(0).toBuilder().setSubchannel("Bing").build());
        rows.add(1, online("Email", "", "new"));
        ChannelRule removed = rows.remove(rows.size() - 1);
        RuleSetDraft edited = update(draft, rows);
        List<RuleDifference> differences = diff(reference(active().getVersion()), reference(edited));
        assertThat(differences)
                .extracting(one -> one.getType().name().replace("RULE_DIFFERENCE_TYPE_", ""))
                .containsExactly("CHANGED", "ADDED", "REMOVED");
        assertThat(differences.get(0).getColumnsList()).containsExactly("Subchannel");
        assertThat(differences.get(0).getBefore()).isEqualTo(draft.getRules(0));
        assertThat(differences.get(1).hasBefore()).isFalse();
        assertThat(differences.get(1).getAfter().getRowNumber()).isEqualTo(2);
        assertThat(differences.get(2).getBefore()).isEqualTo(removed);
        assertThat(diff(reference(edited), reference(edited))).isEmpty();
    }

    @Test
    void sheetsThatWereExportedAreImportedWithTheSameBytes() {
        RuleSetDraft draft = draft();
        ExportRuleSheetsResponse sheets = export(reference(active().getVersion()));
        RuleSetDraft empty = update(draft, List.of());
        ImportRuleSheetsResponse imported = importSheets(
                empty,
                sheets.getOnlineCsv().toStringUtf8(),
                sheets.getOfflineCsv().toStringUtf8());
        assertThat(imported.getProblemsList()).isEmpty();
        assertThat(draft(draft.getDraftId()).getRulesList()).isEqualTo(draft.getRulesList());
        assertThat(export(reference(imported.getDraft()))).isEqualTo(sheets);
    }

    @Test
    void wrongDraftIsExportedAsItWasWritten() {
        RuleSetDraft draft = update(
                draft(),
                List.of(
                        online("Nowhere", "", "a; b").toBuilder()
                                .setMoreConditions("Campaign = ")
                                .build(),
                        offline("Email", "", "Podcast")));
        ExportRuleSheetsResponse sheets = export(reference(draft));
        assertThat(sheets.getOnlineCsv().toStringUtf8())
                .isEqualTo(
                        "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note,More Conditions\n"
                                + "Nowhere,,,,a; b,,,,Campaign = \n");
        assertThat(sheets.getOfflineCsv().toStringUtf8())
                .isEqualTo("Campaign Type,Channel,Subchannel\nPodcast,Email,\n");
    }

    @Test
    void sheetWithAnUnknownChannelIsRefusedAsAWholeM10() {
        RuleSetDraft draft = draft();
        String sheet = export(reference(draft)).getOnlineCsv().toStringUtf8();
        int line = 2
                + (int) draft.getRulesList().stream()
                        .filter(rule -> rule.getCampaignType().isEmpty())
                        .count();
        ImportRuleSheetsResponse refused =
                importSheets(draft, sheet + "Nowhere,,,,\"a;b\",,,\nEmail,,,,\"a;; b\",,,\n", "");
        assertThat(refused.getProblemsList())
                .extracting(RulesFixture::shown)
                .contains(
                        (line - 1) + " Channel UNKNOWN_CHANNEL line " + line,
                        line + " Source INVALID_CELL line " + (line + 1));
        assertThat(refused.getDraft()).isEqualTo(draft.toBuilder().clearRules().build());
        assertThat(draft(draft.getDraftId())).isEqualTo(draft);
    }

    @Test
    void twoSheetsOfTheLargestSizeAreReadAndALargerOneIsNamed() {
        RuleSetDraft draft = draft();
        String online = "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note\n";
        String offline = "Campaign Type,Channel,Subchannel\n";
        ImportRuleSheetsResponse read = importSheets(draft, filled(online, 0), filled(offline, 0));
        assertThat(read.getProblemsList())
                .as("a line that is too long, in each")
                .extracting(RuleProblem::getSheet)
                .contains(RuleSheet.RULE_SHEET_ONLINE, RuleSheet.RULE_SHEET_OFFLINE);
        assertThat(violations(() -> importSheets(draft, filled(online, 1), filled(offline, 1))))
                .containsExactly(
                        "online_csv FIELD_TOO_LONG must have at most 4194304 bytes but has 4194305",
                        "offline_csv FIELD_TOO_LONG must have at most 4194304 bytes but has 4194305");
    }

    private static String filled(String heading, int more) {
        return heading + "x".repeat(RuleSheetReader.MAX_BYTES + more - heading.length());
    }

    @Test
    void oneSheetMayBeImportedAlone() {
        RuleSetDraft draft = draft();
        ImportRuleSheetsResponse imported =
                importSheets(draft, "", "Campaign Type,Channel,Subchannel\nPodcast,Audio,\nPodcast,Email,\n,Email,\n");
        assertThat(imported.getProblemsList())
                .extracting(problem -> problem.getReason() + " " + problem.getLineNumber())
                .containsExactly("DUPLICATE_CAMPAIGN_TYPE 3", "MISSING_CAMPAIGN_TYPE 4");
        imported = importSheets(draft, "", "Campaign Type,Channel,Subchannel\nPodcast,Audio,\n");
        assertThat(imported.getProblemsList()).isEmpty();
        assertThat(imported.getDraft().getNote()).isEqualTo("for a test");
        List<ChannelRule> online = draft.getRulesList().stream()
                .filter(rule -> rule.getCampaignType().isEmpty())
                .toList();
        List<ChannelRule> rows = draft(draft.getDraftId()).getRulesList();
        assertThat(rows.subList(0, online.size())).isEqualTo(online);
        assertThat(rows.subList(online.size(), rows.size()))
                .extracting(ChannelRule::getCampaignType)
                .containsExactly("Podcast");
        assertThat(refusal(() -> importSheets(draft, "x", ""))).isEqualTo("ABORTED ETAG_MISMATCH {field=etag}");
        assertThat(violations(() -> importSheets(draft, "", "")))
                .singleElement()
                .asString()
                .startsWith("online_csv");
    }

    @Test
    void tenThousandRowsAreKeptComparedAndPublished() {
        List<ChannelRule> own = IntStream.range(0, 10_000)
                .mapToObj(i -> online("Email", "", "source-" + i))
                .toList();
        RuleSetDraft draft = draft();
        RuleSetDraft large = update(
                draft,
                Stream.concat(own.stream(), draft.getRulesList().stream()).toList());
        assertThat(problems(large)).isEmpty();
        RuleSet published =
                publish(draft(large.getDraftId()).toBuilder().clearRules().build());
        assertThat(published.getRuleCount()).isEqualTo(draft.getRuleCount() + 10_000);
        assertThat(active().getRulesCount()).isEqualTo(published.getRuleCount());
        assertThat(diff(reference(draft.getBaseVersion()), reference(published.getVersion())))
                .hasSize(10_000);
        RuleSetDraft back = draft();
        publish(update(back, back.getRulesList().subList(10_000, back.getRulesCount())));
    }

    private static RuleSetReference reference(long version) {
        return RuleSetReference.newBuilder().setVersion(version).build();
    }

    private static RuleSetReference reference(RuleSetDraft draft) {
        return RuleSetReference.newBuilder().setDraftId(draft.getDraftId()).build();
    }

    private List<RuleDifference> diff(RuleSetReference from, RuleSetReference to) {
        return ruleSets.diffRuleSets(
                        DiffRuleSetsRequest.newBuilder().setFrom(from).setTo(to).build())
                .getDifferencesList();
    }

    private ExportRuleSheetsResponse export(RuleSetReference ref) {
        return ruleSets.exportRuleSheets(
                ExportRuleSheetsRequest.newBuilder().setRuleSet(ref).build());
    }

    private ImportRuleSheetsResponse importSheets(RuleSetDraft draft, String online, String offline) {
        return ruleSets.importRuleSheets(ImportRuleSheetsRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .setEtag(draft.getEtag())
                .setOnlineCsv(ByteString.copyFrom(online, StandardCharsets.UTF_8))
                .setOfflineCsv(ByteString.copyFrom(offline, StandardCharsets.UTF_8))
                .setAuthor(AUTHOR)
                .build());
    }

    private void delete(RuleSetDraft draft) {
        ruleSets.deleteRuleSetDraft(DeleteRuleSetDraftRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .setEtag(draft.getEtag())
                .build());
    }

    private List<RuleSetDraft> listed(int pageSize) {
        List<RuleSetDraft> all = new ArrayList<>();
        String token = "";
        do {
            ListRuleSetDraftsResponse page = ruleSets.listRuleSetDrafts(ListRuleSetDraftsRequest.newBuilder()
                    .setPageSize(pageSize)
                    .setPageToken(token)
                    .build());
            all.addAll(page.getDraftsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }
}
