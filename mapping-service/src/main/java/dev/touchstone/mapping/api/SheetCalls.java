package dev.touchstone.mapping.api;

import com.google.protobuf.ByteString;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.draft.FindRules;
import dev.touchstone.mapping.draft.ImportSheets;
import dev.touchstone.mapping.draft.RuleSetRef;
import dev.touchstone.mapping.ruleset.WrittenRule;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.sheet.RuleSheetReader;
import dev.touchstone.mapping.sheet.RuleSheetWriter;
import dev.touchstone.mapping.sheet.SheetDialect;
import dev.touchstone.mapping.v1.ExportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import dev.touchstone.mapping.v1.ImportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The calls that read and write sheets. */
@ApplicationScoped
class SheetCalls {
    private final ImportSheets importSheets;
    private final FindRules find;

    SheetCalls(ImportSheets importSheets, FindRules find) {
        this.importSheets = importSheets;
        this.find = find;
    }

    ImportRuleSheetsResponse answer(ImportRuleSheetsRequest request) {
        ImportSheets.Imported imported = importSheets.importSheets(
                parse(request),
                request.getOnlineCsv().toByteArray(),
                request.getOfflineCsv().toByteArray());
        ImportRuleSheetsResponse.Builder response =
                ImportRuleSheetsResponse.newBuilder().setDraft(RuleSetMessages.basic(imported.draft()));
        imported.problems().forEach(problem -> response.addProblems(RuleCheckMessages.problem(problem)));
        return response.build();
    }

    private static ImportSheets.Order parse(ImportRuleSheetsRequest request) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        Optional<UUID> draftId = checks.id("draft_id", request.getDraftId());
        checks.etag("etag", request.getEtag());
        if (request.getOnlineCsv().isEmpty() && request.getOfflineCsv().isEmpty()) {
            violations.add("online_csv", "FIELD_REQUIRED", "is required, or offline_csv: a sheet");
        }
        checkSize("online_csv", request.getOnlineCsv(), violations);
        checkSize("offline_csv", request.getOfflineCsv(), violations);
        checks.authorAndNote(request.getAuthor(), request.getNote());
        violations.throwIfAny();
        return new ImportSheets.Order(draftId.orElseThrow(), request.getEtag(), request.getAuthor(), request.getNote());
    }

    private static void checkSize(String path, ByteString csv, FieldViolations violations) {
        if (csv.size() > RuleSheetReader.MAX_BYTES) {
            String limit = "must have at most " + RuleSheetReader.MAX_BYTES + " bytes but has " + csv.size();
            violations.add(path, "FIELD_TOO_LONG", limit);
        }
    }

    ExportRuleSheetsResponse answer(ExportRuleSheetsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleSetRef> ref = RuleSetRequests.reference("rule_set", request.getRuleSet(), violations);
        Optional<SheetDialect> dialect = dialect(request, violations);
        violations.throwIfAny();
        WrittenRules rules = find.rows(ref.orElseThrow());
        List<WrittenRule> online = rules.of(Sheet.ONLINE);
        List<WrittenRule> offline = rules.of(Sheet.OFFLINE);
        return ExportRuleSheetsResponse.newBuilder()
                .setOnlineCsv(ByteString.copyFrom(RuleSheetWriter.writeOnline(
                        online.stream().map(WrittenRule::onlineCells).toList(), lines(online), dialect.orElseThrow())))
                .setOfflineCsv(ByteString.copyFrom(RuleSheetWriter.writeOffline(
                        offline.stream().map(WrittenRule::offlineCells).toList(),
                        lines(offline),
                        dialect.orElseThrow())))
                .build();
    }

    private static List<String> lines(List<WrittenRule> rows) {
        return rows.stream().map(WrittenRule::moreConditions).toList();
    }

    private static Optional<SheetDialect> dialect(ExportRuleSheetsRequest request, FieldViolations violations) {
        return switch (request.getDialect()) {
            case SHEET_DIALECT_UNSPECIFIED, SHEET_DIALECT_PLAIN -> Optional.of(SheetDialect.PLAIN);
            case SHEET_DIALECT_EXCEL -> Optional.of(SheetDialect.EXCEL);
            case SHEET_DIALECT_EXCEL_SEMICOLON -> Optional.of(SheetDialect.EXCEL_SEMICOLON);
            case UNRECOGNIZED -> {
                String known = "must be PLAIN, EXCEL or EXCEL_SEMICOLON but is " + request.getDialectValue();
                violations.add("dialect", "UNKNOWN_ENUM_VALUE", known);
                yield Optional.empty();
            }
        };
    }
}
