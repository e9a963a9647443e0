package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.text.ExpressionText;
import dev.touchstone.touchpoint.rulebook.RuleListEntry;
import dev.touchstone.touchpoint.rulebook.RuleListStore;
import dev.touchstone.touchpoint.rulebook.RuleListVersion;
import dev.touchstone.touchpoint.rulebook.RuleVersions;
import dev.touchstone.touchpoint.ruletrial.PreviewRuleList;
import dev.touchstone.touchpoint.ruletrial.TestCampaignRules;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.FormatRuleExpressionRequest;
import dev.touchstone.touchpoint.v1.FormatRuleExpressionResponse;
import dev.touchstone.touchpoint.v1.GenerationRuleService;
import dev.touchstone.touchpoint.v1.GetRuleListRequest;
import dev.touchstone.touchpoint.v1.GetRuleListResponse;
import dev.touchstone.touchpoint.v1.ListRuleFieldsRequest;
import dev.touchstone.touchpoint.v1.ListRuleFieldsResponse;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.ParseRuleExpressionRequest;
import dev.touchstone.touchpoint.v1.ParseRuleExpressionResponse;
import dev.touchstone.touchpoint.v1.PreviewRuleListRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RestoreRuleListRequest;
import dev.touchstone.touchpoint.v1.RestoreRuleListResponse;
import dev.touchstone.touchpoint.v1.TestCampaignRulesRequest;
import dev.touchstone.touchpoint.v1.TestCampaignRulesResponse;
import dev.touchstone.touchpoint.v1.UpdateRuleListRequest;
import dev.touchstone.touchpoint.v1.UpdateRuleListResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Reads, tries and changes the lists of rules over gRPC. */
@GrpcService
class GenerationRuleGrpcService implements GenerationRuleService {
    private final BlockingCalls calls;
    private final RuleListRequests requests;
    private final RuleListStore store;
    private final ChangeRuleLists change;
    private final PreviewRuleList preview;
    private final TestCampaignRules test;

    GenerationRuleGrpcService(
            BlockingCalls calls,
            RuleListRequests requests,
            RuleListStore store,
            ChangeRuleLists change,
            PreviewRuleList preview,
            TestCampaignRules test) {
        this.calls = calls;
        this.requests = requests;
        this.store = store;
        this.change = change;
        this.preview = preview;
        this.test = test;
    }

    @Override
    public Uni<GetRuleListResponse> getRuleList(GetRuleListRequest request) {
        return calls.answer(() -> {
            RuleListRequests.Wanted wanted = RuleListRequests.wanted(request);
            RuleListVersion answered = wanted.version() == 0
                    ? RuleVersions.inForce(store, store.inForce(), wanted.kind())
                    : version(wanted.kind(), wanted.version());
            return GetRuleListResponse.newBuilder()
                    .setVersion(RuleListMessages.of(answered))
                    .build();
        });
    }

    @Override
    public Uni<ListRuleListVersionsResponse> listRuleListVersions(ListRuleListVersionsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListRuleListVersionsResponse answer(ListRuleListVersionsRequest request) {
        RuleListRequests.VersionPage page = RuleListRequests.versionPage(request);
        List<RuleListEntry> versions = store.list(page.kind(), page.before(), page.size() + 1);
        ListRuleListVersionsResponse.Builder response = ListRuleListVersionsResponse.newBuilder();
        versions.stream().limit(page.size()).map(RuleListMessages::of).forEach(response::addVersions);
        if (versions.size() > page.size()) {
            long last = versions.get(page.size() - 1).version();
            response.setNextPageToken(Page.token(List.of(Long.toString(last)), request.getKind()));
        }
        return response.build();
    }

    @Override
    public Uni<DiffRuleListVersionsResponse> diffRuleListVersions(DiffRuleListVersionsRequest request) {
        return calls.answer(() -> {
            RuleListRequests.Versions versions = RuleListRequests.versions(request);
            return RuleListMessages.differences(
                    version(versions.kind(), versions.from()).list(),
                    version(versions.kind(), versions.to()).list());
        });
    }

    private RuleListVersion version(RuleListKind kind, long version) {
        return store.find(kind, version)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "RULE_LIST_VERSION_NOT_FOUND",
                        "there is no version " + version + " of the rules for " + kind,
                        Map.of("version", Long.toString(version))));
    }

    @Override
    public Uni<PreviewRuleListResponse> previewRuleList(PreviewRuleListRequest request) {
        return calls.answer(() -> {
            RuleListRequests.Rules rules = requests.preview(request);
            return RuleListMessages.of(preview.preview(rules.kind(), rules.rules()));
        });
    }

    @Override
    public Uni<UpdateRuleListResponse> updateRuleList(UpdateRuleListRequest request) {
        return calls.answer(() -> {
            RuleListRequests.Update update = requests.update(request);
            RuleListVersion inForce = change.update(update.kind(), update.rules(), update.edit());
            return UpdateRuleListResponse.newBuilder()
                    .setVersion(RuleListMessages.of(inForce))
                    .build();
        });
    }

    @Override
    public Uni<RestoreRuleListResponse> restoreRuleList(RestoreRuleListRequest request) {
        return calls.answer(() -> {
            RuleListRequests.Restore restore = RuleListRequests.restore(request);
            RuleListVersion earlier = version(restore.kind(), restore.version());
            RuleListVersion inForce = change.update(
                    restore.kind(),
                    requests.recheck(restore.kind(), earlier.list().rules()),
                    restore.edit());
            return RestoreRuleListResponse.newBuilder()
                    .setVersion(RuleListMessages.of(inForce))
                    .build();
        });
    }

    @Override
    public Uni<TestCampaignRulesResponse> testCampaignRules(TestCampaignRulesRequest request) {
        return calls.answer(() -> {
            RuleListRequests.Test sent = requests.test(request);
            return RuleListMessages.of(test.test(sent.campaignId(), sent.rules()));
        });
    }

    @Override
    public Uni<ListRuleFieldsResponse> listRuleFields(ListRuleFieldsRequest request) {
        return calls.answer(() -> {
            RuleListKind kind = RuleListRequests.kind(request.getKind());
            ListRuleFieldsResponse.Builder response = ListRuleFieldsResponse.newBuilder();
            requests.knownFields().of(kind.objects()).stream()
                    .map(RuleMessages::field)
                    .forEach(response::addFields);
            return response.build();
        });
    }

    @Override
    public Uni<ParseRuleExpressionResponse> parseRuleExpression(ParseRuleExpressionRequest request) {
        return calls.answer(() -> ParseRuleExpressionResponse.newBuilder()
                .setExpression(RuleMessages.expression(requests.line(request)))
                .build());
    }

    @Override
    public Uni<FormatRuleExpressionResponse> formatRuleExpression(FormatRuleExpressionRequest request) {
        return calls.answer(() -> FormatRuleExpressionResponse.newBuilder()
                .setText(ExpressionText.of(requests.structure(request)))
                .build());
    }
}
