package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.explain.ExplainPerson;
import dev.touchstone.salessync.person.export.ExportPerson;
import dev.touchstone.salessync.person.export.PersonFile;
import dev.touchstone.salessync.v1.ErasePersonRequest;
import dev.touchstone.salessync.v1.ErasePersonResponse;
import dev.touchstone.salessync.v1.ExplainPersonRequest;
import dev.touchstone.salessync.v1.ExplainPersonResponse;
import dev.touchstone.salessync.v1.ExportPersonRequest;
import dev.touchstone.salessync.v1.ExportPersonResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Answers what is asked seldom: why a person is synchronised or not, what is stored about one, and to erase one. */
@ApplicationScoped
class SeldomMessages {
    private final ExplainPerson explain;
    private final ExportPerson export;
    private final ErasePerson erase;

    SeldomMessages(ExplainPerson explain, ExportPerson export, ErasePerson erase) {
        this.explain = explain;
        this.export = export;
        this.erase = erase;
    }

    ExplainPersonResponse explain(ExplainPersonRequest request) {
        checkId(request.getMarketoId());
        return ExplainPersonResponse.newBuilder()
                .setExplanation(ExplanationMessages.message(explain.explain(request.getMarketoId())))
                .build();
    }

    PersonFile open(ExportPersonRequest request) {
        checkId(request.getMarketoId());
        return export.open(request.getMarketoId());
    }

    static List<ExportPersonResponse> rows(PersonFile.Portion portion) {
        return portion.rows().stream()
                .map(row -> ExportPersonResponse.newBuilder()
                        .setTable(portion.table())
                        .setRowJson(row)
                        .build())
                .toList();
    }

    ErasePersonResponse erase(ErasePersonRequest request) {
        checkId(request.getMarketoId());
        ErasePerson.Erased erased = erase.erase(request.getMarketoId());
        return ErasePersonResponse.newBuilder()
                .addAllMarketoIds(erased.marketoIds())
                .addAllSameAddressMarketoIds(erased.sharing())
                .setWasErasedBefore(erased.erasedBefore())
                .build();
    }

    private static void checkId(long marketoId) {
        FieldViolations violations = new FieldViolations();
        IdRequests.marketoId("marketo_id", marketoId, violations);
        violations.throwIfAny();
    }
}
