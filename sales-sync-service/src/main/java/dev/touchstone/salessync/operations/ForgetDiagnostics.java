package dev.touchstone.salessync.operations;

import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PersonErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Takes diagnostics away that are about people who are erased or forgotten, in the transaction in which that is stored. */
@ApplicationScoped
class ForgetDiagnostics {
    private final DeadLetters letters;

    ForgetDiagnostics(DeadLetters letters) {
        this.letters = letters;
    }

    void erased(@Observes PersonErased event) {
        letters.forget(List.of(event.marketoId()));
    }

    void forgotten(@Observes PeopleForgotten event) {
        letters.forget(event.marketoIds());
    }
}
