package dev.touchstone.commandline;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.CreateRuleSetDraftResponse;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftRequest;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftResponse;
import dev.touchstone.mapping.v1.DiffRuleSetsRequest;
import dev.touchstone.mapping.v1.DiffRuleSetsResponse;
import dev.touchstone.mapping.v1.ExportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetRuleSetDraftResponse;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetResponse;
import dev.touchstone.mapping.v1.ImportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsResponse;
import dev.touchstone.mapping.v1.ListRuleSetDraftsRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsResponse;
import dev.touchstone.mapping.v1.ListRuleSetsRequest;
import dev.touchstone.mapping.v1.ListRuleSetsResponse;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.PublishRuleSetDraftResponse;
import dev.touchstone.mapping.v1.RestoreRuleSetRequest;
import dev.touchstone.mapping.v1.RestoreRuleSetResponse;
import dev.touchstone.mapping.v1.RuleDifference;
import dev.touchstone.mapping.v1.RuleDifferenceType;
import dev.touchstone.mapping.v1.RuleFinding;
import dev.touchstone.mapping.v1.RuleFindingType;
import dev.touchstone.mapping.v1.RuleProblem;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetState;
import dev.touchstone.mapping.v1.RuleSheet;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetResponse;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Versions and drafts of channel rules in memory. A sheet that holds "Socials" has a problem; every etag has to fit, and a rule set
 * has one row.
 */
public final class FakeRuleSets extends RuleSetServiceGrpc.RuleSetServiceImplBase {
    public final Map<String, RuleSetDraft> drafts = new LinkedHashMap<>();
    public long active = 4;

    @Override
    public void getActiveRuleSet(GetActiveRuleSetRequest request, StreamObserver<GetActiveRuleSetResponse> answers) {
        GetActiveRuleSetResponse.Builder answer = GetActiveRuleSetResponse.newBuilder();
        end(answers, answer.setRuleSet(version(active)).build());
    }

    private static RuleSet version(long version) {
        return RuleSet.newBuilder()
                .setVersion(version)
                .setAuthor("author" + version)
                .setRuleCount(1)
                .setDigest("0123456789abcdef")
                .setEtag("active-" + version)
                .build();
    }

    private static ChannelRule row() {
        return ChannelRule.newBuilder()
                .setRowNumber(1)
                .setChannel("Social")
                .setSubchannel("Facebook")
                .setMedium("social")
                .setMoreConditions("Landing Path = /a*")
                .build();
    }

    @Override
    public void getRuleSet(GetRuleSetRequest request, StreamObserver<GetRuleSetResponse> answers) {
        end(
                answers,
                GetRuleSetResponse.newBuilder()
                        .setRuleSet(version(request.getVersion()).toBuilder().addRules(row()))
                        .build());
    }

    @Override
    public void listRuleSets(ListRuleSetsRequest request, StreamObserver<ListRuleSetsResponse> answers) {
        long newest = request.getPageToken().isEmpty() ? active : Long.parseLong(request.getPageToken());
        boolean last = newest == 1;
        end(
                answers,
                ListRuleSetsResponse.newBuilder()
                        .addRuleSets(version(newest))
                        .setNextPageToken(last ? "" : Long.toString(newest - 1))
                        .build());
    }

    @Override
    public void createRuleSetDraft(
            CreateRuleSetDraftRequest request, StreamObserver<CreateRuleSetDraftResponse> answers) {
        RuleSetDraft draft = RuleSetDraft.newBuilder()
                .setDraftId(UUID.randomUUID().toString())
                .setState(RuleSetState.RULE_SET_STATE_DRAFT)
                .setBaseVersion(request.getBaseVersion() == 0 ? active : request.getBaseVersion())
                .setRuleCount(1)
                .addRules(row())
                .setAuthor(request.getAuthor())
                .setNote(request.getNote())
                .setEtag("draft-0")
                .build();
        drafts.put(draft.getDraftId(), draft);
        end(answers, CreateRuleSetDraftResponse.newBuilder().setDraft(draft).build());
    }

    @Override
    public void getRuleSetDraft(GetRuleSetDraftRequest request, StreamObserver<GetRuleSetDraftResponse> answers) {
        RuleSetDraft draft = drafts.get(request.getDraftId());
        if (draft == null) {
            answers.onError(RpcStatus.of(
                    new RpcFailure.NotFound("RULE_SET_DRAFT_NOT_FOUND", "there is no such draft", Map.of("id", "x"))));
            return;
        }
        end(answers, GetRuleSetDraftResponse.newBuilder().setDraft(draft).build());
    }

    @Override
    public void listRuleSetDrafts(ListRuleSetDraftsRequest request, StreamObserver<ListRuleSetDraftsResponse> answers) {
        end(
                answers,
                ListRuleSetDraftsResponse.newBuilder()
                        .addAllDrafts(drafts.values())
                        .build());
    }

    @Override
    public void deleteRuleSetDraft(
            DeleteRuleSetDraftRequest request, StreamObserver<DeleteRuleSetDraftResponse> answers) {
        drafts.remove(request.getDraftId());
        end(answers, DeleteRuleSetDraftResponse.getDefaultInstance());
    }

    @Override
    public void importRuleSheets(ImportRuleSheetsRequest request, StreamObserver<ImportRuleSheetsResponse> answers) {
        RuleSetDraft draft = drafts.get(request.getDraftId());
        ImportRuleSheetsResponse.Builder answer = ImportRuleSheetsResponse.newBuilder();
        if (!request.getEtag().equals(draft.getEtag())) {
            answers.onError(RpcStatus.of(
                    new RpcFailure.Conflict("ETAG_MISMATCH", "somebody else changed the draft", Map.of())));
            return;
        }
        if (request.getOnlineCsv().toStringUtf8().contains("Socials")) {
            answer.addProblems(RuleProblem.newBuilder()
                    .setSheet(RuleSheet.RULE_SHEET_ONLINE)
                    .setRowNumber(1)
                    .setLineNumber(2)
                    .setColumn("Channel")
                    .setValue("Socials")
                    .setReason("UNKNOWN_CHANNEL")
                    .setMessage("no channel is named \"Socials\""));
            end(answers, answer.setDraft(draft).build());
            return;
        }
        RuleSetDraft changed = draft.toBuilder()
                .setEtag(draft.getEtag() + "'")
                .setNote(request.getNote())
                .build();
        drafts.put(draft.getDraftId(), changed);
        end(answers, answer.setDraft(changed).build());
    }

    @Override
    public void exportRuleSheets(ExportRuleSheetsRequest request, StreamObserver<ExportRuleSheetsResponse> answers) {
        end(
                answers,
                ExportRuleSheetsResponse.newBuilder()
                        .setOnlineCsv(ByteString.copyFromUtf8("Channel," + request.getDialect() + "\n"))
                        .setOfflineCsv(ByteString.copyFromUtf8("\uFEFFCampaign Type,Channel,Subchannel\n"))
                        .build());
    }

    @Override
    public void validateRuleSet(ValidateRuleSetRequest request, StreamObserver<ValidateRuleSetResponse> answers) {
        end(
                answers,
                ValidateRuleSetResponse.newBuilder()
                        .addFindings(RuleFinding.newBuilder()
                                .setRowNumber(7)
                                .setType(RuleFindingType.RULE_FINDING_TYPE_SHADOWED)
                                .setOtherRowNumber(3)
                                .setMessage("row 3 matches whatever this row matches"))
                        .build());
    }

    @Override
    public void diffRuleSets(DiffRuleSetsRequest request, StreamObserver<DiffRuleSetsResponse> answers) {
        end(
                answers,
                DiffRuleSetsResponse.newBuilder()
                        .addDifferences(RuleDifference.newBuilder()
                                .setType(RuleDifferenceType.RULE_DIFFERENCE_TYPE_CHANGED)
                                .setBefore(row())
                                .setAfter(row().toBuilder().setMedium("paid-social"))
                                .addColumns("Medium"))
                        .build());
    }

    @Override
    public void publishRuleSetDraft(
            PublishRuleSetDraftRequest request, StreamObserver<PublishRuleSetDraftResponse> answers) {
        RuleSetDraft draft = drafts.get(request.getDraftId());
        if (!request.getEtag().equals(draft.getEtag())
                || !request.getActiveEtag().equals("active-" + active)) {
            answers.onError(
                    RpcStatus.of(new RpcFailure.Conflict("ETAG_MISMATCH", "somebody else was faster", Map.of())));
            return;
        }
        if (request.hasPublishTime()) {
            RuleSetDraft scheduled = draft.toBuilder()
                    .setState(RuleSetState.RULE_SET_STATE_SCHEDULED)
                    .setPublishTime(request.getPublishTime())
                    .build();
            drafts.put(draft.getDraftId(), scheduled);
            end(
                    answers,
                    PublishRuleSetDraftResponse.newBuilder().setDraft(scheduled).build());
            return;
        }
        drafts.remove(request.getDraftId());
        active++;
        RuleSet.Builder published = version(active).toBuilder().setNote(request.getNote());
        if (request.hasStartTime()) {
            published.setStartTime(request.getStartTime());
        }
        end(
                answers,
                PublishRuleSetDraftResponse.newBuilder().setRuleSet(published).build());
    }

    @Override
    public void restoreRuleSet(RestoreRuleSetRequest request, StreamObserver<RestoreRuleSetResponse> answers) {
        active++;
        end(
                answers,
                RestoreRuleSetResponse.newBuilder()
                        .setRuleSet(version(active).toBuilder()
                                .setRestoredVersion(request.getVersion())
                                .setPublishTime(Timestamp.newBuilder().setSeconds(1)))
                        .build());
    }

    static <T> void end(StreamObserver<T> answers, T answer) {
        answers.onNext(answer);
        answers.onCompleted();
    }
}
