package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.v1.CellOutcome;
import dev.touchstone.mapping.v1.ChannelMatch;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ClassifyStreamRequest;
import dev.touchstone.mapping.v1.ClassifyStreamResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.LandingParameter;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingService;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.MatchView;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Classify and Explain over the real port, by the shipped rules. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class MappingRpcTest {
    @GrpcClient("mapping")
    MappingServiceGrpc.MappingServiceBlockingStub mapping;

    @GrpcClient("mapping")
    MappingService streamed;

    @Inject
    ActiveRuleSet activeRuleSet;

    @BeforeEach
    void rulesAreActive() {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
    }

    /** Quick calls from many threads: before calls were moved off the event loop by hand, some in a thousand failed. */
    @Test
    void noneOfManyQuickCallsFailsOrStaysUnanswered() {
        ClassifyRequest request =
                ClassifyRequest.newBuilder().addMappingKeys(session()).build();
        ClassifyResponse expected = mapping.classify(request);

        List<ClassifyResponse> responses;
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            responses = IntStream.range(0, 4_000)
                    .mapToObj(i -> callers.submit(
                            () -> mapping.withDeadlineAfter(1, TimeUnit.MINUTES).classify(request)))
                    .toList()
                    .stream()
                    .map(call -> {
                        try {
                            return call.get();
                        } catch (InterruptedException | ExecutionException e) {
                            throw new AssertionError("a call failed", e);
                        }
                    })
                    .toList();
        }

        assertThat(responses).hasSize(4_000).containsOnly(expected);
    }

    @Test
    void keysAreClassifiedInTheirOrderUnderOneVersion() {
        ClassifyResponse response = mapping.classify(ClassifyRequest.newBuilder()
                .addMappingKeys(session().setSource("facebook"))
                .addMappingKeys(session())
                .addMappingKeys(session().setReferrer("www.google.com.br/").addClickMarkers("gclid"))
                .addMappingKeys(
                        key(MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN).setMedium("Trade Show"))
                .addMappingKeys(
                        key(MappingKeyKind.MAPPING_KEY_KIND_CRM_ACTIVITY).setCampaign("Outbound Call Sam"))
                .addMappingKeys(
                        key(MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN).setMedium("Unheard Of"))
                .build());
        long version = activeRuleSet.get().ruleSet().version();
        assertThat(response.getRuleSetVersion()).isEqualTo(version);
        assertThat(response.getMatchesList())
                .allSatisfy(match -> assertThat(match.getRuleSetVersion()).isEqualTo(version))
                .extracting(match -> match.getChannel() + "." + match.getSubchannel() + " " + match.getRowNumber())
                .containsExactly(
                        "Social.Facebook 14",
                        "Direct. 41",
                        "Paid Search.AdWords 1",
                        "Events.Trade Show 48",
                        "BDR.Call 42",
                        "Other. 0");
    }

    @Test
    void thousandKeysAreClassifiedAndOneMoreIsRefused() {
        MappingKey key = session().build();
        ClassifyRequest full = ClassifyRequest.newBuilder()
                .addAllMappingKeys(Collections.nCopies(1_000, key))
                .build();
        assertThat(mapping.classify(full).getMatchesList()).hasSize(1_000);
        assertThat(violations(full.toBuilder().addMappingKeys(key).build()))
                .containsExactly("mapping_keys TOO_MANY must have at most 1000 keys but has 1001");
        assertThat(violations(ClassifyRequest.getDefaultInstance()))
                .containsExactly("mapping_keys FIELD_REQUIRED is required: 1 to 1000 keys");
    }

    @Test
    void everythingWrongIsNamedAtOnceAndNothingIsClassified() {
        String tooLong = "x".repeat(2_049);
        List<String> manyMarkers =
                IntStream.range(10, 31).mapToObj(i -> "m" + i).toList();
        ClassifyRequest request = ClassifyRequest.newBuilder()
                .addMappingKeys(session())
                .addMappingKeys(MappingKey.newBuilder().setReferrer(tooLong).setMedium(tooLong))
                .addMappingKeys(session().setKindValue(99).addAllClickMarkers(manyMarkers))
                .addMappingKeys(session().addClickMarkers("GCLID").addClickMarkers(""))
                .addMappingKeys(session()
                        .addClickMarkers("gclid")
                        .addClickMarkers("_bl")
                        .setSource("a\0b"))
                .build();
        assertThat(violations(request))
                .containsExactly(
                        "mapping_keys[1].medium FIELD_TOO_LONG must have at most 2048 characters but has 2049",
                        "mapping_keys[1].referrer FIELD_TOO_LONG must have at most 2048 characters but has 2049",
                        "mapping_keys[1].kind UNKNOWN_ENUM_VALUE must be WEB_SESSION, CRM_CAMPAIGN or CRM_ACTIVITY but is 0",
                        "mapping_keys[2].click_markers TOO_MANY must have at most 20 names but has 21",
                        "mapping_keys[2].kind UNKNOWN_ENUM_VALUE must be WEB_SESSION, CRM_CAMPAIGN or CRM_ACTIVITY but is 99",
                        "mapping_keys[3].click_markers[0] NOT_LOWER_CASE must be in lower case",
                        "mapping_keys[3].click_markers[1] FIELD_REQUIRED is required: 1 to 2048 characters",
                        "mapping_keys[4].source INVALID_TEXT must not contain the character U+0000",
                        "mapping_keys[4].click_markers[1] NOT_SORTED must come after the name before it: sorted, each once");
    }

    @Test
    void explanationShowsTheDecidingRowAndWhatWasSkipped() {
        MappingKey key = session().setSource("FaceBook").build();
        ExplainResponse response =
                mapping.explain(ExplainRequest.newBuilder().setMappingKey(key).build());
        assertThat(response.getMatch())
                .isEqualTo(mapping.classify(
                                ClassifyRequest.newBuilder().addMappingKeys(key).build())
                        .getMatches(0));
        assertThat(response.getDecidingRule().getRowNumber()).isEqualTo(14);
        assertThat(response.getDecidingRule().getSource()).isEqualTo("Facebook");
        assertThat(response.getMatchedCellsList()).containsExactly(cell("Source", "Facebook", "facebook"));
        assertThat(response.getSkippedRowsList()).hasSize(13);
        assertThat(response.getSkippedRows(0).getFirstMismatch())
                .isEqualTo(cell("Landing Page", "[AdWords Paid Search]", "source=facebook"));
    }

    @Test
    void explanationOfACampaignShowsItsTypeInTheMediumCell() {
        MappingKey webinar = key(MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN)
                .setMedium("webinar")
                .build();
        ExplainResponse response = mapping.explain(
                ExplainRequest.newBuilder().setMappingKey(webinar).build());
        assertThat(response.getDecidingRule().getCampaignType()).isEqualTo("Webinar");
        assertThat(response.getMatchedCellsList()).containsExactly(cell("Campaign Type", "Webinar", "webinar"));
    }

    @Test
    void unmatchedKeyIsInOtherWithEveryRowSkipped() {
        MappingKey campaignOnly = session().setCampaign("spring").build();
        ExplainResponse response = mapping.explain(
                ExplainRequest.newBuilder().setMappingKey(campaignOnly).build());
        int rows = activeRuleSet.get().ruleSet().basis().rules().size();
        assertThat(response.getMatch())
                .isEqualTo(ChannelMatch.newBuilder()
                        .setChannel("Other")
                        .setRuleSetVersion(activeRuleSet.get().ruleSet().version())
                        .build());
        assertThat(response.hasDecidingRule()).isFalse();
        assertThat(response.getSkippedRowsCount()).isEqualTo(rows);
    }

    @Test
    void explainNeedsAKey() {
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class, () -> mapping.explain(ExplainRequest.getDefaultInstance()));
        assertThat(violations(refusal)).containsExactly("mapping_key FIELD_REQUIRED is required: the key to explain");
    }

    @Test
    void viewOfRowNumbersNamesTheRowsAlone() {
        ClassifyRequest request = ClassifyRequest.newBuilder()
                .addMappingKeys(session().setSource("facebook"))
                .addMappingKeys(session().setCampaign("spring"))
                .setView(MatchView.MATCH_VIEW_ROW_NUMBERS)
                .build();
        ClassifyResponse response = mapping.classify(request);
        assertThat(response.getRowNumbersList()).containsExactly(14, 0);
        assertThat(response.getMatchesList()).isEmpty();
        assertThat(response.getRuleSetVersion()).isPositive();
        assertThat(violations(request.toBuilder().setViewValue(7).build()))
                .containsExactly("view UNKNOWN_ENUM_VALUE must be CHANNELS or ROW_NUMBERS but is 7");
    }

    @Test
    void versionIsAskedByItsNumber() {
        ClassifyRequest active = ClassifyRequest.newBuilder()
                .addMappingKeys(session().setSource("facebook"))
                .build();
        ClassifyResponse expected = mapping.classify(active);
        RuleSetReference version = RuleSetReference.newBuilder()
                .setVersion(expected.getRuleSetVersion())
                .build();
        assertThat(mapping.classify(active.toBuilder().setRuleSet(version).build()))
                .isEqualTo(expected);
        assertThat(mapping.explain(ExplainRequest.newBuilder()
                                .setMappingKey(active.getMappingKeys(0))
                                .setRuleSet(version)
                                .build())
                        .getMatch())
                .isEqualTo(expected.getMatches(0));
    }

    @Test
    void unknownVersionsAndDraftsAreRefused() {
        ClassifyRequest.Builder request = ClassifyRequest.newBuilder().addMappingKeys(session());
        assertThat(refusal(request.setRuleSet(RuleSetReference.newBuilder().setVersion(1_000_000))))
                .isEqualTo("RULE_SET_NOT_FOUND {version=1000000}");
        String draft = "0198c0de-0000-7000-8000-000000000000";
        assertThat(refusal(request.setRuleSet(RuleSetReference.newBuilder().setDraftId(draft))))
                .isEqualTo("RULE_SET_DRAFT_NOT_FOUND {draft_id=" + draft + "}");
        assertThat(violations(request.setRuleSet(RuleSetReference.newBuilder().setVersion(0))
                        .build()))
                .containsExactly("rule_set.version OUT_OF_RANGE must be at least 1 but is 0");
        assertThat(violations(request.setRuleSet(RuleSetReference.newBuilder().setDraftId("x"))
                        .build()))
                .containsExactly("rule_set.draft_id INVALID_ID must be a UUID");
        assertThat(violations(request.setRuleSet(RuleSetReference.getDefaultInstance())
                        .build()))
                .containsExactly("rule_set FIELD_REQUIRED must name a version or a draft");
    }

    @Test
    void landingParametersAreSortedNamesInLowerCase() {
        ClassifyRequest request = ClassifyRequest.newBuilder()
                .addMappingKeys(session().setStatus("x".repeat(2_049)))
                .addMappingKeys(session()
                        .addLandingParameters(parameter("promo", "a"))
                        .addLandingParameters(parameter("Ref", "x".repeat(2_049)))
                        .addLandingParameters(parameter("", "")))
                .addMappingKeys(
                        session().addLandingParameters(parameter("b", "")).addLandingParameters(parameter("b", "")))
                .addMappingKeys(session()
                        .addAllLandingParameters(IntStream.range(10, 21)
                                .mapToObj(i -> parameter("p" + i, ""))
                                .toList()))
                .build();
        assertThat(violations(request))
                .containsExactly(
                        "mapping_keys[0].status FIELD_TOO_LONG must have at most 2048 characters but has 2049",
                        "mapping_keys[1].landing_parameters[1].name NOT_LOWER_CASE must be in lower case",
                        "mapping_keys[1].landing_parameters[1].value FIELD_TOO_LONG must have at most 2048 characters but has 2049",
                        "mapping_keys[1].landing_parameters[2].name FIELD_REQUIRED is required: 1 to 100 characters",
                        "mapping_keys[2].landing_parameters[1].name NOT_SORTED must come after the name before it: sorted, each once",
                        "mapping_keys[3].landing_parameters TOO_MANY must have at most 10 parameters but has 11");
    }

    @Test
    void batchesOfAStreamAreAnsweredInTheirOrder() {
        List<ClassifyStreamRequest> requests = IntStream.range(0, 40)
                .mapToObj(i -> batch(i % 2 == 0 ? "facebook" : "linkedin", 1 + i))
                .toList();
        List<ClassifyStreamResponse> responses = streamed.classifyStream(
                        Multi.createFrom().iterable(requests))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMinutes(1));
        assertThat(responses)
                .containsExactlyElementsOf(requests.stream()
                        .map(request -> ClassifyStreamResponse.newBuilder()
                                .setBatch(mapping.classify(request.getBatch()))
                                .build())
                        .toList());
    }

    @Test
    void refusedBatchEndsTheStreamAfterTheAnswersBeforeIt() {
        List<ClassifyStreamRequest> requests =
                List.of(batch("facebook", 1), ClassifyStreamRequest.getDefaultInstance(), batch("facebook", 1));
        List<ClassifyStreamResponse> answered = new ArrayList<>();
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> streamed.classifyStream(Multi.createFrom().iterable(requests))
                        .onItem()
                        .invoke(answered::add)
                        .collect()
                        .last()
                        .await()
                        .atMost(Duration.ofMinutes(1)));
        assertThat(answered).hasSize(1);
        assertThat(violations(refusal))
                .containsExactly("batch.mapping_keys FIELD_REQUIRED is required: 1 to 1000 keys");
    }

    private static ClassifyStreamRequest batch(String source, int keys) {
        return ClassifyStreamRequest.newBuilder()
                .setBatch(ClassifyRequest.newBuilder()
                        .addAllMappingKeys(Collections.nCopies(
                                keys, session().setSource(source).build())))
                .build();
    }

    private static LandingParameter parameter(String name, String value) {
        return LandingParameter.newBuilder().setName(name).setValue(value).build();
    }

    private String refusal(ClassifyRequest.Builder request) {
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> mapping.classify(request.build()));
        Status status = StatusProto.fromThrowable(refusal);
        try {
            ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
            return info.getReason() + " " + info.getMetadataMap();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> violations(ClassifyRequest request) {
        return violations(catchThrowableOfType(StatusRuntimeException.class, () -> mapping.classify(request)));
    }

    static List<String> violations(StatusRuntimeException refusal) {
        Status status = StatusProto.fromThrowable(refusal);
        assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        try {
            assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("INVALID_FIELDS");
            return status.getDetails(1).unpack(BadRequest.class).getFieldViolationsList().stream()
                    .map(v -> v.getField() + " " + v.getReason() + " " + v.getDescription())
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static CellOutcome cell(String column, String cell, String value) {
        return CellOutcome.newBuilder()
                .setColumn(column)
                .setCell(cell)
                .setValue(value)
                .build();
    }

    private static MappingKey.Builder session() {
        return key(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION).setLandingPage("shop.test/");
    }

    private static MappingKey.Builder key(MappingKeyKind kind) {
        return MappingKey.newBuilder().setKind(kind);
    }
}
