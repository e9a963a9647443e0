package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's rules under newer detector lists, on a real PostgreSQL. */
@QuarkusTest
@TestProfile(RuleSetStoreTest.WithoutRefresh.class)
@WithTestResource(PostgresTestResource.class)
class PublishWithNewListsTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final ShippedRules SHIPPED = ShippedRules.load();
    private static final DetectorLists NEWER =
            DetectorLists.read(name -> name.equals("version.txt") ? "2099.01.01" : ShippedRules.listText(name));

    @Inject
    RuleSetStore ruleSets;

    @Inject
    ChannelStore channels;

    @Inject
    InstallShippedRules installShippedRules;

    @Inject
    PublishWithNewLists publishWithNewLists;

    @Inject
    ActiveRuleSet activeRuleSet;

    @Inject
    EntityManager entityManager;

    @BeforeEach
    void shippedRulesAreInstalled() {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager
                        .createNativeQuery("TRUNCATE channel, rule_set, rule_set_draft CASCADE")
                        .executeUpdate());
        installShippedRules.install(SHIPPED);
    }

    @Test
    void sameRowsBecomeAVersionOfTheNewListsOnce() {
        RuleSet.Head before = publishAsCustomer();
        RuleSet.Head renewed = publishWithNewLists.publish(NEWER).orElseThrow();
        assertThat(renewed.version()).isEqualTo(before.version() + 1);
        assertThat(renewed.detectorListVersion()).isEqualTo("2099.01.01");
        assertThat(renewed.digest()).isEqualTo(RuleSetDigest.of(SHIPPED.rules(), NEWER));
        assertThat(renewed.origin()).isEqualTo(RuleSet.Origin.CUSTOMER);
        assertThat(renewed.publication().author()).isEqualTo("Touchstone");
        assertThat(renewed.publication().note()).isEqualTo("detector lists 2099.01.01");
        assertThat(renewed.publication().startAt()).isEqualTo(START);
        Optional<RuleSet> stored = QuarkusTransaction.requiringNew().call(() -> ruleSets.find(renewed.version()));
        assertThat(stored).map(RuleSet::rules).contains(SHIPPED.rules());
        assertThat(publishWithNewLists.publish(NEWER)).isEmpty();
        assertThat(publishWithNewLists.publish(SHIPPED.lists())).isEmpty();
    }

    private RuleSet.Head publishAsCustomer() {
        return QuarkusTransaction.requiringNew().call(() -> {
            channels.lock();
            RuleSet.Publication publication = new RuleSet.Publication(START, "Ann", "", 0, START);
            return ruleSets.publish(RuleSet.Origin.CUSTOMER, SHIPPED.basis(), publication, channels.load());
        });
    }
}
