package dev.touchstone.salessync.salesforce.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.ClientCredentials;
import dev.touchstone.salessync.salesforce.client.ApiVersion;
import dev.touchstone.salessync.salesforce.client.SalesforcePolicy;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.schema.Field;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an organisation tells about itself. */
class CatalogueTest extends SalesforceFixture {
    private CatalogueApi catalogue;

    @BeforeEach
    void open() {
        catalogue = org.catalogue(SalesforceLane.INTERACTIVE);
    }

    @Test
    void theConfiguredVersionIsChecked() {
        assertThat(catalogue.versions()).contains(ApiVersion.DEFAULT);
        catalogue.requireVersion();
        SalesforcePolicy future = SalesforcePolicy.DOCUMENTED.withVersion(new ApiVersion(999, 0));
        CatalogueApi other = new SalesforceGateway(future, salesforce.clock(), new SimpleMeterRegistry())
                .open(new ClientCredentials(myDomain()), gate)
                .catalogue(SalesforceLane.INTERACTIVE);
        assertThat(error(other::requireVersion)).isEqualTo(new SalesforceError.VersionRetired("999.0"));
    }

    @Test
    void theLimitsAreThoseOfTheOrganisation() {
        salesforce.meter().addOthers(100);
        OrgLimits.Limit daily = catalogue.limits().dailyApiRequests().orElseThrow();
        assertThat(daily.max()).isEqualTo(110_000);
        assertThat(daily.remaining()).isBetween(109_890L, 109_900L);
    }

    @Test
    void anObjectIsDescribedAsThisConnectionSeesIt() {
        ObjectDescription task = catalogue.describe("Task", null).orElseThrow();
        DescribedField key = task.field(KEY).orElseThrow();
        assertThat(key.key()).isEqualTo(new DescribedField.Key(true, true));
        assertThat(key.length()).isEqualTo(26);
        assertThat(task.field("subject")).isPresent();
        assertThat(task.field("Status").orElseThrow().picklist()).isNotEmpty();
        assertThat(task.field("SystemModstamp").orElseThrow().access().updateable())
                .isFalse();
    }

    @Test
    @DisplayName("AC-56, AC-83: a field that field-level security hides is not described")
    void aHiddenFieldIsNotThere() {
        salesforce.org().access().hideField(FieldAccess.EVERYBODY, "Lead", "HasOptedOutOfEmail");
        assertThat(catalogue.describe("Lead", null).orElseThrow().field("HasOptedOutOfEmail"))
                .isEmpty();
        salesforce.org().access().lockField(FieldAccess.EVERYBODY, "Contact", "HasOptedOutOfEmail");
        assertThat(catalogue
                        .describe("Contact", null)
                        .orElseThrow()
                        .field("HasOptedOutOfEmail")
                        .orElseThrow()
                        .access()
                        .updateable())
                .isFalse();
    }

    @Test
    void aDescriptionThatDidNotChangeIsNotSentAgain() {
        ObjectDescription known = catalogue.describe("Task", null).orElseThrow();
        assertThat(catalogue.describe("Task", known.lastModified())).isEmpty();
        salesforce.clock().advance(Duration.ofMinutes(1));
        salesforce.org().schema().addField("Task", Field.checkbox("MSE_Replied__c"));
        assertThat(catalogue
                        .describe("Task", known.lastModified())
                        .orElseThrow()
                        .field("MSE_Replied__c"))
                .isPresent();
    }
}
