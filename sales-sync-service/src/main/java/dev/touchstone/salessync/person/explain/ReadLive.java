package dev.touchstone.salessync.person.explain;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.connection.MarketoRefusal;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.person.PersonReading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one person from Marketo at once, before all that can wait. */
@ApplicationScoped
class ReadLive {
    private final ConnectedMarketo connected;
    private final Clock clock;

    ReadLive(ConnectedMarketo connected, Clock clock) {
        this.connected = connected;
        this.clock = clock;
    }

    /**
     * The person as Marketo has it; empty if it has nobody of this id.
     *
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}, {@code MARKETO_REFUSED_CREDENTIALS},
     *     {@code MARKETO_REFUSED_CALL}
     * @throws RpcFailure.ResourceExhausted {@code MARKETO_QUOTA_USED_UP}
     * @throws RpcFailure.Unavailable {@code MARKETO_UNAVAILABLE}
     */
    Optional<PersonReading> read(long marketoId) {
        MarketoInstance marketo = connected.find().orElseThrow(ReadLive::notConnected);
        try {
            return marketo.leads(Lane.INTERACTIVE).byIds(List.of(marketoId)).stream()
                    .map(PersonReading::of)
                    .findFirst();
        } catch (MarketoFailure failure) {
            throw MarketoRefusal.of(failure.error(), clock.instant());
        }
    }

    private static RpcFailure notConnected() {
        return new RpcFailure.FailedPrecondition(
                "NOT_CONNECTED",
                "the person is not stored, and Marketo is not connected to ask: call ConnectMarketo first",
                Map.of("system", "marketo"));
    }
}
