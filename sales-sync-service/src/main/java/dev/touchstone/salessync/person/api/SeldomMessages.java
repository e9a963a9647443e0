package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.explain.ExplainPerson;
import dev.touchstone.salessync.v1.ErasePersonRequest;
import dev.touchstone.salessync.v1.ErasePersonResponse;
import dev.touchstone.salessync.v1.ExplainPersonRequest;
import dev.touchstone.salessync.v1.ExplainPersonResponse;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers what is asked seldom: why a person is synchronised or not, and to erase one. */
@ApplicationScoped
class SeldomMessages {
    private final ExplainPerson explain;
    private final ErasePerson erase;

    SeldomMessages(ExplainPerson explain, ErasePerson erase) {
        this.explain = explain;
        this.erase = erase;
    }

    ExplainPersonResponse explain(ExplainPersonRequest request) {
        checkId(request.getMarketoId());
        return ExplainPersonResponse.newBuilder()
                .setExplanation(ExplanationMessages.message(explain.explain(request.getMarketoId())))
                .build();
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
