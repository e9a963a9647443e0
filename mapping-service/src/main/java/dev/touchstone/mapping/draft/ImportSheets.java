package dev.touchstone.mapping.draft;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.RuleProblems;
import dev.touchstone.mapping.ruleset.RuleSetMetrics;
import dev.touchstone.mapping.ruleset.RuleSetMetrics.DraftChange;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.WrittenRule;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.sheet.ReadSheet;
import dev.touchstone.mapping.sheet.RuleSheetReader;
import dev.touchstone.mapping.sheet.SheetProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Replaces the rows of a draft by those of sheets, all of them or none. */
@ApplicationScoped
public class ImportSheets {
    private final DraftStore drafts;
    private final CheckRules check;
    private final RuleSetMetrics metrics;
    private final Clock clock;

    ImportSheets(DraftStore drafts, CheckRules check, RuleSetMetrics metrics, Clock clock) {
        this.drafts = drafts;
        this.check = check;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Which draft gets sheets, and from whom.
     *
     * @param draftId the draft
     * @param etag of the draft
     * @param author who
     * @param note what the draft is for; empty if that stays
     */
    public record Order(UUID draftId, String etag, String author, String note) {}

    /**
     * What became of sheets.
     *
     * @param draft the draft as it is now
     * @param problems all that is wrong, by sheet, row and column; empty if the sheets were imported
     */
    public record Imported(RuleSetDraft draft, List<RuleProblem> problems) {}

    /** The rows of one sheet, some of them perhaps as they were. */
    private record Part(List<WrittenRule> rows, Optional<ReadSheet<?>> read) {}

    /**
     * Imports.
     *
     * @param onlineCsv the online sheet; empty if the online rows stay
     * @param offlineCsv the offline sheet; empty if the offline rows stay
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     */
    @Transactional
    public Imported importSheets(Order order, byte[] onlineCsv, byte[] offlineCsv) {
        RuleSetDraft before =
                drafts.lock(order.draftId()).orElseThrow(() -> RuleSetRefusals.draftNotFound(order.draftId()));
        before.requireEtag(order.etag());
        WrittenRules present = drafts.rows(order.draftId());
        Part online = onlineCsv.length == 0
                ? new Part(present.of(Sheet.ONLINE), Optional.empty())
                : part(RuleSheetReader.readOnline(onlineCsv), (ChannelRule rule) -> WrittenRule.of(rule));
        Part offline = offlineCsv.length == 0
                ? new Part(present.of(Sheet.OFFLINE), Optional.empty())
                : part(
                        RuleSheetReader.readOffline(offlineCsv, online.rows().size()),
                        (OfflineRule rule) -> WrittenRule.of(rule));
        List<WrittenRule> rows = new ArrayList<>(online.rows());
        rows.addAll(offline.rows());
        WrittenRules all = new WrittenRules(rows);
        List<RuleProblem> problems = problems(all, before.baseVersion(), List.of(online, offline));
        if (!problems.isEmpty()) {
            return new Imported(before, problems);
        }
        String note = order.note().isEmpty() ? before.edit().note() : order.note();
        RuleSetDraft.Edit edit =
                new RuleSetDraft.Edit(order.author(), note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        RuleSetDraft after = before.withRows(all.size(), edit);
        drafts.update(after, all);
        metrics.draft(DraftChange.IMPORTED);
        return new Imported(after, problems);
    }

    private static <R> Part part(ReadSheet<R> sheet, Function<R, WrittenRule> row) {
        return new Part(sheet.rules().stream().map(row).toList(), Optional.of(sheet));
    }

    /** What is wrong with the form of the sheets, and what is wrong with their rows as far as that is no consequence of it. */
    private List<RuleProblem> problems(WrittenRules rows, long baseVersion, List<Part> parts) {
        List<RuleProblem> found = new ArrayList<>();
        for (Part part : parts) {
            part.read().ifPresent(sheet -> sheet.problems().forEach(problem -> found.add(of(problem))));
        }
        boolean unreadable = found.stream().anyMatch(problem -> problem.rowNumber() == 0);
        for (RuleProblem problem : check.problems(rows, baseVersion)) {
            // Where a sheet could not be read to its end, what is said of the whole follows from that.
            if (!unreadable || problem.rowNumber() > 0) {
                withLine(problem, parts).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingInt(ImportSheets::place));
        RuleProblems told = new RuleProblems();
        found.forEach(told::add);
        return told.list();
    }

    /** What concerns a sheet as a whole comes first, what is missing from it last. */
    private static int place(RuleProblem problem) {
        boolean isOfForm = problem.rowNumber() > 0 || problem.reason().equals(SheetProblem.Reason.INVALID_SHEET.name());
        return isOfForm ? problem.rowNumber() : Integer.MAX_VALUE;
    }

    private static Optional<RuleProblem> withLine(RuleProblem problem, List<Part> parts) {
        int row = problem.rowNumber();
        for (Part part : parts) {
            Optional<ReadSheet<?>> holder = part.read().filter(sheet -> sheet.holds(row));
            if (holder.isPresent()) {
                return holder.get().isNews(row, problem.column())
                        ? Optional.of(problem.atLine(holder.get().lineOf(row)))
                        : Optional.empty();
            }
        }
        return Optional.of(problem);
    }

    private static RuleProblem of(SheetProblem problem) {
        return new RuleProblem(
                switch (problem.sheet()) {
                    case ONLINE -> Sheet.ONLINE;
                    case OFFLINE -> Sheet.OFFLINE;
                },
                problem.rowNumber(),
                problem.column(),
                problem.value(),
                problem.reason().name(),
                problem.message(),
                problem.lineNumber());
    }
}
