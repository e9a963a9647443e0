package dev.touchstone.salessync.connection;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoGateway;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Connects Marketo, or replaces the credentials: they have to be of the same instance, and a token, the field names and one read
 * have to work first. What is stored goes on working while the new ones are tried, and stays if they fail.
 */
@ApplicationScoped
public class ConnectMarketo {
    private final MarketoGateway marketo;
    private final SecretVault vault;
    private final ReplaceConnection replacement;
    private final MarketoIdentity identity;
    private final Clock clock;

    ConnectMarketo(
            MarketoGateway marketo,
            SecretVault vault,
            ReplaceConnection replacement,
            MarketoIdentity identity,
            Clock clock) {
        this.marketo = marketo;
        this.vault = vault;
        this.replacement = replacement;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * What is connected.
     *
     * @param missingFields REST names of the person fields that the instance lacks
     */
    public record Connected(InstanceId instance, List<String> missingFields) {
        public Connected {
            missingFields = List.copyOf(missingFields);
        }
    }

    /**
     * Tries and stores.
     *
     * @throws RpcFailure.FailedPrecondition {@code DIFFERENT_INSTANCE}, {@code MARKETO_REFUSED_CREDENTIALS},
     *     {@code MARKETO_REFUSED_CALL}, {@code ENCRYPTION_KEY_MISSING}
     * @throws RpcFailure.ResourceExhausted {@code MARKETO_QUOTA_USED_UP}
     * @throws RpcFailure.Unavailable {@code MARKETO_UNAVAILABLE}
     */
    public Connected connect(MarketoCredentials credentials) {
        vault.requireUsable();
        InstanceId instance = identity.of(credentials.baseUrl());
        replacement.requireSame(instance);
        List<String> missing = probe(credentials);
        replacement.replace(credentials, instance);
        Log.infof(
                "Marketo is connected: instance %s, client id ends in %s",
                instance.text(), credentials.clientIdSuffix());
        return new Connected(instance, missing);
    }

    private List<String> probe(MarketoCredentials credentials) {
        try {
            LeadsApi leads = marketo.open(credentials).leads(Lane.INTERACTIVE);
            List<String> missing = leads.fields().missing();
            leads.existing(List.of(1L));
            return missing;
        } catch (MarketoFailure failure) {
            throw MarketoRefusal.of(failure.error(), clock.instant());
        }
    }
}
