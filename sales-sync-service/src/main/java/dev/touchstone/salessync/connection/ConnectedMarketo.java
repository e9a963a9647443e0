package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.MarketoInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instance that is connected. It is opened once for each revision of the credentials, so that everybody shares its token and
 * its field names; whoever asks again after the credentials were replaced gets the new one.
 */
@ApplicationScoped
public class ConnectedMarketo {
    private final FindConnection connections;
    private final MarketoGateway marketo;
    private @Nullable MarketoInstance open;
    private @Nullable Connection openWith;

    ConnectedMarketo(FindConnection connections, MarketoGateway marketo) {
        this.connections = connections;
        this.marketo = marketo;
    }

    /** The instance; empty if none is connected, or its secret cannot be decrypted. */
    public Optional<MarketoInstance> find() {
        return connections.find().flatMap(this::openOnce);
    }

    private synchronized Optional<MarketoInstance> openOnce(Connection connection) {
        if (connection.credentials().isEmpty()) {
            return Optional.empty();
        }
        @Nullable MarketoInstance current = open;
        // Not the revision alone: a connection that was removed and made anew counts from 1 again.
        if (current == null || !connection.equals(openWith)) {
            current = marketo.open(connection.credentials().get());
            open = current;
            openWith = connection;
        }
        return Optional.of(current);
    }
}
