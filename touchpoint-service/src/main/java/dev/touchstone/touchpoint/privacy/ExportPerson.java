package dev.touchstone.touchpoint.privacy;

import dev.touchstone.contract.RpcFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells what is stored about a person. */
@ApplicationScoped
class ExportPerson {
    private final FindPerson findPerson;
    private final PersonalData data;

    ExportPerson(FindPerson findPerson, PersonalData data) {
        this.findPerson = findPerson;
        this.data = data;
    }

    /**
     * The file on somebody, who is looked for when the first rows are asked for.
     *
     * @throws RpcFailure.FailedPrecondition then, {@code PERSON_AMBIGUOUS} for a visitor whom several people share
     */
    PersonFile open(PersonReference reference) {
        return new PersonFile(() -> QuarkusTransaction.requiringNew().call(() -> findPerson.find(reference)), data);
    }
}
