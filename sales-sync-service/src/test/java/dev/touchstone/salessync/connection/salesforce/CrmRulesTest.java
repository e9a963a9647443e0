package dev.touchstone.salessync.connection.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.connection.salesforce.SalesforceFinding.Kind;
import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Remedy;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refusal means, what a probe misses, and who a token is for. */
class CrmRulesTest {
    private static final Instant NOW = Instant.parse("2026-07-15T19:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "RECONNECT, AUTHORIZATION_LOST, WAITING, false",
        "ALLOW_ADDRESS, ADDRESS_NOT_ALLOWED, BLOCKED, true",
        "APPROVE_APP, APP_NOT_APPROVED, BLOCKED, true",
        "CORRECT_CLOCK, CLOCK_WRONG, BLOCKED, true",
        "CORRECT_SETTINGS, SETTINGS_WRONG, WAITING, false"
    })
    void aRefusalSaysWhoHasToMendItAndWhetherItIsTriedAgain(
            Remedy remedy, CrmFault.Reason reason, CrmFault.State state, boolean again) {
        CrmFault fault =
                CrmFault.of(new SalesforceError.Refused("code", remedy), NOW).orElseThrow();
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.state()).isEqualTo(state);
        assertThat(Optional.ofNullable(fault.retryAt()))
                .isEqualTo(again ? Optional.of(NOW.plus(Duration.ofMinutes(15))) : Optional.empty());
    }

    @Test
    void whatPassesByItselfDoesNotSpeakAgainstTheConnection() {
        assertThat(CrmFault.of(SalesforceError.Unreachable.read("HTTP 503"), NOW))
                .isEmpty();
        assertThat(CrmFault.of(new SalesforceError.QuotaUsedUp(true, NOW), NOW)).isEmpty();
        assertThat(CrmFault.of(new SalesforceError.Blocked("API_DISABLED_FOR_ORG"), NOW))
                .map(CrmFault::state)
                .contains(CrmFault.State.BLOCKED);
    }

    /** Since when stays, until it is something else. */
    @Test
    void aFaultThatGoesOnBeganWhenItBegan() {
        CrmFault before = CrmFault.of(new SalesforceError.Blocked("a"), NOW).orElseThrow();
        Instant later = NOW.plusSeconds(900);
        CrmFault again = CrmFault.of(new SalesforceError.Blocked("a"), later)
                .orElseThrow()
                .continuing(Optional.of(before));
        assertThat(again.since()).isEqualTo(NOW);
        assertThat(again.retryAt()).isEqualTo(later.plus(Duration.ofMinutes(15)));
        CrmFault other = CrmFault.of(new SalesforceError.Refused("b", Remedy.RECONNECT), later)
                .orElseThrow()
                .continuing(Optional.of(before));
        assertThat(other.since()).isEqualTo(later);
    }

    /** Everything is there, and then one thing after the other is not. */
    @Test
    void aProbeFindsExactlyWhatIsMissing() {
        assertThat(ProbeRules.findings(complete())).isEmpty();

        Map<String, ObjectDescription> withoutLead = complete();
        withoutLead.remove("Lead");
        assertThat(ProbeRules.findings(withoutLead))
                .containsExactly(new SalesforceFinding(Kind.OBJECT_HIDDEN, "Lead", ""));

        assertThat(ProbeRules.findings(with("Lead", without("HasOptedOutOfEmail"))))
                .containsExactly(new SalesforceFinding(Kind.FIELD_HIDDEN, "Lead", "HasOptedOutOfEmail"));
        assertThat(ProbeRules.findings(with("Task", without("Subject"))))
                .containsExactly(new SalesforceFinding(Kind.FIELD_HIDDEN, "Task", "Subject"));
        assertThat(ProbeRules.findings(with("Contact", field("HasOptedOutOfEmail", false, false))))
                .containsExactly(new SalesforceFinding(Kind.FIELD_READ_ONLY, "Contact", "HasOptedOutOfEmail"));
        assertThat(ProbeRules.findings(with("Task", without("SiaTaskKey__c"))))
                .containsExactly(new SalesforceFinding(Kind.KEY_FIELD_MISSING, "Task", "SiaTaskKey__c"));
        assertThat(ProbeRules.findings(with("Task", field("SiaTaskKey__c", true, false))))
                .containsExactly(new SalesforceFinding(Kind.KEY_FIELD_NOT_UNIQUE, "Task", "SiaTaskKey__c"));

        Map<String, ObjectDescription> readOnly = complete();
        readOnly.computeIfPresent(
                "Task", (name, task) -> new ObjectDescription(name, false, false, task.fields(), null));
        assertThat(ProbeRules.findings(readOnly))
                .containsExactly(new SalesforceFinding(Kind.OBJECT_READ_ONLY, "Task", ""));
    }

    private interface Change {
        List<DescribedField> of(List<DescribedField> fields);
    }

    private static Change without(String field) {
        return fields ->
                fields.stream().filter(known -> !known.name().equals(field)).toList();
    }

    private static Change field(String name, boolean writable, boolean unique) {
        return fields -> fields.stream()
                .map(known -> known.name().equals(name) ? described(name, writable, unique) : known)
                .toList();
    }

    private static Map<String, ObjectDescription> with(String object, Change change) {
        Map<String, ObjectDescription> described = complete();
        described.computeIfPresent(
                object, (name, known) -> new ObjectDescription(name, true, true, change.of(known.fields()), null));
        return described;
    }

    private static Map<String, ObjectDescription> complete() {
        Map<String, ObjectDescription> described = new HashMap<>();
        for (ProbeRules.Need need : ProbeRules.NEEDS) {
            Stream<String> key = need.object().equals("Task") ? Stream.of(ProbeRules.TASK_KEY) : Stream.empty();
            List<DescribedField> fields = Stream.concat(
                            Stream.concat(need.read().stream(), need.written().stream()), key)
                    .distinct()
                    .map(field -> described(field, true, true))
                    .toList();
            described.put(need.object(), new ObjectDescription(need.object(), true, true, fields, null));
        }
        return described;
    }

    private static DescribedField described(String name, boolean writable, boolean unique) {
        return new DescribedField(
                name,
                "string",
                64,
                new DescribedField.Access(writable, writable, true),
                new DescribedField.Key(unique, unique),
                false,
                List.of());
    }

    /** Who a signed token is for is Salesforce's log-in, whatever its address; anything else is itself. */
    @ParameterizedTest
    @CsvSource({
        "https://login.salesforce.com, https://login.salesforce.com",
        "https://test.salesforce.com, https://test.salesforce.com",
        "https://acme.my.salesforce.com, https://login.salesforce.com",
        "https://acme--dev.sandbox.my.salesforce.com, https://test.salesforce.com",
        "http://127.0.0.1:8080, http://127.0.0.1:8080"
    })
    void aTokenIsForTheLogIn(URI loginUrl, URI audience) {
        assertThat(PrincipalCredentials.audience(loginUrl)).isEqualTo(audience);
    }

    @Test
    void onlyAnRsaKeyOfSufficientLengthIsOne() throws Exception {
        assertThat(RsaKey.parse(SalesforceScene.pem())).isPresent();
        assertThat(RsaKey.parse("")).isEmpty();
        assertThat(RsaKey.parse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
                .isEmpty();
        assertThat(RsaKey.parse(SalesforceScene.pem().replace("PRIVATE", "RSA PRIVATE")))
                .isEmpty();
        assertThat(RsaKey.parse(pem("RSA", 1_024))).isEmpty();
        assertThat(RsaKey.parse(pem("EC", 256))).isEmpty();
    }

    private static String pem(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
    }

    /** What is stored comes back, and no text shows it. */
    @Test
    void secretsSurviveTheirStorage() {
        PrincipalCredentials jwt = new PrincipalCredentials(
                URI.create("https://acme.my.salesforce.com"),
                "client-1234",
                null,
                new PrincipalCredentials.Signer("int@x.test", SalesforceScene.pem()));
        assertThat(StoredSecrets.read(StoredSecrets.write(jwt), jwt.loginUrl(), jwt.clientId()))
                .isEqualTo(jwt);
        assertThat(jwt.toString()).contains("1234").doesNotContain("client-1234", "BEGIN");
        PrincipalCredentials secret = new PrincipalCredentials(jwt.loginUrl(), jwt.clientId(), "s3cret", null);
        assertThat(StoredSecrets.read(StoredSecrets.write(secret), jwt.loginUrl(), jwt.clientId()))
                .isEqualTo(secret);
        assertThat(secret.toString()).doesNotContain("s3cret");
    }
}
