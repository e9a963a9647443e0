package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.ChannelServiceGrpc;
import dev.touchstone.mapping.v1.CreateChannelRequest;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.RuleProblem;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.mapping.v1.RuleSheet;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** Edits and publishes rules over the real port, on a database of its own. */
abstract class RulesFixture {
    static final String AUTHOR = "Ann";

    /** Keeps the versions that these tests publish away from the tests of the shipped ones. */
    public static final class OwnRules implements QuarkusTestProfile {}

    @GrpcClient("mapping")
    RuleSetServiceGrpc.RuleSetServiceBlockingStub ruleSets;

    @GrpcClient("mapping")
    ChannelServiceGrpc.ChannelServiceBlockingStub channels;

    @GrpcClient("mapping")
    MappingServiceGrpc.MappingServiceBlockingStub mapping;

    @Inject
    ActiveRuleSet activeRuleSet;

    @BeforeEach
    void rulesAreActive() {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
    }

    RuleSet active() {
        GetActiveRuleSetRequest request = GetActiveRuleSetRequest.newBuilder()
                .setView(RuleSetView.RULE_SET_VIEW_FULL)
                .build();
        return ruleSets.getActiveRuleSet(request).getRuleSet();
    }

    RuleSetDraft draft() {
        return ruleSets.createRuleSetDraft(CreateRuleSetDraftRequest.newBuilder()
                        .setAuthor(AUTHOR)
                        .setNote("for a test")
                        .build())
                .getDraft();
    }

    RuleSetDraft draft(String draftId) {
        return ruleSets.getRuleSetDraft(GetRuleSetDraftRequest.newBuilder()
                        .setDraftId(draftId)
                        .setView(RuleSetView.RULE_SET_VIEW_FULL)
                        .build())
                .getDraft();
    }

    RuleSetDraft update(RuleSetDraft draft, List<ChannelRule> rules) {
        return ruleSets.updateRuleSetDraft(UpdateRuleSetDraftRequest.newBuilder()
                        .setDraftId(draft.getDraftId())
                        .setEtag(draft.getEtag())
                        .addAllRules(rules)
                        .setAuthor(AUTHOR)
                        .build())
                .getDraft();
    }

    /** A draft of the active rules with one more row at the top. */
    RuleSetDraft draftWith(ChannelRule first) {
        RuleSetDraft draft = draft();
        List<ChannelRule> rules = new ArrayList<>(draft.getRulesList());
        rules.addFirst(first);
        return update(draft, rules);
    }

    PublishRuleSetDraftRequest.Builder publication(RuleSetDraft draft) {
        return PublishRuleSetDraftRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .setEtag(draft.getEtag())
                .setActiveEtag(active().getEtag())
                .setAuthor(AUTHOR)
                .setNote("because");
    }

    RuleSet publish(RuleSetDraft draft) {
        return ruleSets.publishRuleSetDraft(publication(draft).build()).getRuleSet();
    }

    List<String> problems(RuleSetDraft draft) {
        ValidateRuleSetRequest request = ValidateRuleSetRequest.newBuilder()
                .setRuleSet(RuleSetReference.newBuilder().setDraftId(draft.getDraftId()))
                .build();
        return ruleSets.validateRuleSet(request).getProblemsList().stream()
                .map(RulesFixture::shown)
                .toList();
    }

    static String shown(RuleProblem problem) {
        String line = problem.getLineNumber() == 0 ? "" : " line " + problem.getLineNumber();
        return problem.getRowNumber() + " " + problem.getColumn() + " " + problem.getReason() + line;
    }

    Channel channel(String name, String... subchannels) {
        return channels.createChannel(CreateChannelRequest.newBuilder()
                        .setDisplayName(name)
                        .addAllSubchannelNames(List.of(subchannels))
                        .build())
                .getChannel();
    }

    static ChannelRule online(String channel, String subchannel, String source) {
        return ChannelRule.newBuilder()
                .setSheet(RuleSheet.RULE_SHEET_ONLINE)
                .setChannel(channel)
                .setSubchannel(subchannel)
                .setSource(source)
                .build();
    }

    static ChannelRule offline(String channel, String subchannel, String campaignType) {
        return ChannelRule.newBuilder()
                .setSheet(RuleSheet.RULE_SHEET_OFFLINE)
                .setChannel(channel)
                .setSubchannel(subchannel)
                .setCampaignType(campaignType)
                .build();
    }

    /** {@code CODE REASON {metadata}}. */
    static String refusal(ThrowingCallable call) {
        StatusRuntimeException error = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(error).isNotNull();
        Status status = StatusProto.fromThrowable(error);
        try {
            ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
            Map<String, String> metadata = new TreeMap<>(info.getMetadataMap());
            return Code.forNumber(status.getCode()) + " " + info.getReason() + " " + metadata;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** The violations of a refused request. */
    static List<String> violations(ThrowingCallable call) {
        return MappingRpcTest.violations(catchThrowableOfType(StatusRuntimeException.class, call));
    }
}
