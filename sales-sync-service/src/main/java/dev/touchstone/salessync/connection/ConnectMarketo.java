package dev.touchstone.salessync.connection;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.QuotaDay;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Connects Marketo, or replaces the credentials: a token, the field names and one read have to work first. What is stored
 * goes on working while the new ones are tried, and stays if they fail.
 */
@ApplicationScoped
public class ConnectMarketo {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final MarketoGateway marketo;
    private final SecretVault vault;
    private final ReplaceConnection replacement;
    private final Clock clock;

    ConnectMarketo(MarketoGateway marketo, SecretVault vault, ReplaceConnection replacement, Clock clock) {
        this.marketo = marketo;
        this.vault = vault;
        this.replacement = replacement;
        this.clock = clock;
    }

    /**
     * Tries and stores.
     *
     * @return REST names of the person fields that the instance lacks
     * @throws RpcFailure.FailedPrecondition {@code MARKETO_REFUSED_CREDENTIALS}, {@code ENCRYPTION_KEY_MISSING}
     * @throws RpcFailure.Unavailable {@code MARKETO_UNAVAILABLE}
     */
    public List<String> connect(MarketoCredentials credentials) {
        if (!vault.isUsable()) {
            throw new RpcFailure.FailedPrecondition(
                    "ENCRYPTION_KEY_MISSING",
                    "credentials cannot be stored without a key to encrypt them: set " + SecretVault.KEY_PROPERTY
                            + " to 32 random bytes in Base64 and start again",
                    Map.of("property", SecretVault.KEY_PROPERTY));
        }
        List<String> missing = probe(credentials);
        replacement.replace(credentials);
        Log.infof("Marketo is connected, client id ends in %s", credentials.clientIdSuffix());
        return missing;
    }

    private List<String> probe(MarketoCredentials credentials) {
        try {
            LeadsApi leads = marketo.open(credentials);
            List<String> missing = leads.fields().missing();
            leads.existing(List.of(1L));
            return missing;
        } catch (MarketoFailure failure) {
            throw refusal(failure.error());
        }
    }

    private RpcFailure refusal(MarketoError error) {
        return switch (error) {
            case MarketoError.Refused refused ->
                new RpcFailure.FailedPrecondition(
                        "MARKETO_REFUSED_CREDENTIALS", refused.sentence(), Map.of("code", refused.code()));
            case MarketoError.QuotaUsedUp quota ->
                new RpcFailure.Unavailable(
                        "MARKETO_UNAVAILABLE",
                        quota.sentence(),
                        Duration.between(clock.instant(), QuotaDay.resetAfter(clock.instant())));
            case MarketoError.RateExceeded ignored -> unavailable(error);
            case MarketoError.TooConcurrent ignored -> unavailable(error);
            case MarketoError.Unreachable ignored -> unavailable(error);
            case MarketoError.TimedOut ignored -> unavailable(error);
            case MarketoError.TooManyMatches ignored -> unavailable(error);
            case MarketoError.UnknownField ignored -> unavailable(error);
            // An address that is no Marketo at all ends here: HTTP 404 from whatever answers.
            case MarketoError.Permanent ignored -> unavailable(error);
        };
    }

    private static RpcFailure unavailable(MarketoError error) {
        return new RpcFailure.Unavailable("MARKETO_UNAVAILABLE", error.sentence(), RETRY_AFTER);
    }
}
