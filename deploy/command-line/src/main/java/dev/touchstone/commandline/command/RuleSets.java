package dev.touchstone.commandline.command;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsResponse;
import dev.touchstone.mapping.v1.ListRuleSetsRequest;
import dev.touchstone.mapping.v1.ListRuleSetsResponse;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc.RuleSetServiceBlockingStub;
import dev.touchstone.mapping.v1.RuleSetView;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The calls that several commands on channel rules make. */
record RuleSets(Context context) {
    private static final int PAGE = 100;

    <R> R call(Function<RuleSetServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.MAPPING, channel -> call.apply(RuleSetServiceGrpc.newBlockingStub(channel)));
    }

    /** The active rule set without its rows, and its periods. */
    GetActiveRuleSetResponse active() {
        return call(stub -> stub.getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance()));
    }

    /** A version with its rows. */
    RuleSet version(long version) {
        GetRuleSetRequest request = GetRuleSetRequest.newBuilder()
                .setVersion(version)
                .setView(RuleSetView.RULE_SET_VIEW_FULL)
                .build();
        return call(stub -> stub.getRuleSet(request)).getRuleSet();
    }

    /** A draft with its rows. */
    RuleSetDraft draft(String draftId) {
        GetRuleSetDraftRequest request = GetRuleSetDraftRequest.newBuilder()
                .setDraftId(draftId)
                .setView(RuleSetView.RULE_SET_VIEW_FULL)
                .build();
        return call(stub -> stub.getRuleSetDraft(request)).getDraft();
    }

    /** The rows of a version or a draft. */
    List<ChannelRule> rows(RuleSetReference reference) {
        return reference.hasDraftId()
                ? draft(reference.getDraftId()).getRulesList()
                : version(reference.getVersion()).getRulesList();
    }

    /** All versions, newest first, at most so many. */
    ListRuleSetsResponse versions(int limit) {
        ListRuleSetsResponse.Builder all = ListRuleSetsResponse.newBuilder();
        ListRuleSetsRequest.Builder request = ListRuleSetsRequest.newBuilder();
        do {
            request.setPageSize(Math.min(PAGE, limit - all.getRuleSetsCount()));
            ListRuleSetsResponse page = call(stub -> stub.listRuleSets(request.build()));
            all.addAllRuleSets(page.getRuleSetsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty() && all.getRuleSetsCount() < limit);
        return all.build();
    }

    /** All drafts, last changed first. */
    ListRuleSetDraftsResponse drafts() {
        ListRuleSetDraftsResponse.Builder all = ListRuleSetDraftsResponse.newBuilder();
        ListRuleSetDraftsRequest.Builder request =
                ListRuleSetDraftsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListRuleSetDraftsResponse page = call(stub -> stub.listRuleSetDrafts(request.build()));
            all.addAllDrafts(page.getDraftsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all.build();
    }

    /**
     * Makes a draft.
     *
     * @param base the version whose rows it begins with; 0 for the active one
     */
    RuleSetDraft createDraft(long base, String author, String note) {
        CreateRuleSetDraftRequest request = CreateRuleSetDraftRequest.newBuilder()
                .setBaseVersion(base)
                .setAuthor(author)
                .setNote(note)
                .build();
        return call(stub -> stub.createRuleSetDraft(request)).getDraft();
    }

    static RuleSetReference reference(RuleSetDraft draft) {
        return RuleSetReference.newBuilder().setDraftId(draft.getDraftId()).build();
    }

    static RuleSetReference reference(long version) {
        return RuleSetReference.newBuilder().setVersion(version).build();
    }

    /**
     * The id of a draft.
     *
     * @throws CommandFailed if it is a version
     */
    static String draftId(RuleSetReference reference) {
        if (!reference.hasDraftId()) {
            throw new CommandFailed(
                    reference.getVersion() + " is a version; `touchstone rules draft list` shows the drafts");
        }
        return reference.getDraftId();
    }

    /** Reads the number of a version or the id of a draft. */
    static final class ReferenceOption implements ITypeConverter<RuleSetReference> {
        @Override
        public RuleSetReference convert(String text) {
            try {
                return text.indexOf('-') < 0
                        ? reference(Long.parseLong(text))
                        : RuleSetReference.newBuilder()
                                .setDraftId(UUID.fromString(text).toString())
                                .build();
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + text + "' is neither the number of a version nor the id of a draft");
            }
        }
    }
}
