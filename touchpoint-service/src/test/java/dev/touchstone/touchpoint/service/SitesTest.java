package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.GetSiteRequest;
import dev.touchstone.touchpoint.v1.ListSitesRequest;
import dev.touchstone.touchpoint.v1.ListSitesResponse;
import dev.touchstone.touchpoint.v1.RotateWriteKeyRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import dev.touchstone.touchpoint.v1.UpdateSiteRequest;
import io.agroal.api.AgroalDataSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sites over gRPC. No worker derives here, so that marks can be counted. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(WithoutWorkers.class)
class SitesTest {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;
    private SiteServiceGrpc.SiteServiceBlockingStub sites;
    private StoredState state;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        sites = SiteServiceGrpc.newBlockingStub(client.channel());
        state = new StoredState(dataSource);
        state.awaitSchema();
        state.clear();
        state.execute("DELETE FROM site");
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void keepsWhatWasRegisteredAndMakesAKey() {
        Site created = create(site("acme", "ACME.com", "www.acme.de")
                .setEmailLinkParameter("reader")
                .addFormEventNames("Signed Up")
                .setWriteKey("chosen by the caller"));

        assertThat(created.getWriteKey()).matches("[A-Za-z0-9]{32}");
        assertThat(created.getPreviousWriteKey()).isEmpty();
        assertThat(created.getDomainsList()).extracting(SiteDomain::getDomain).containsExactly("acme.com", "acme.de");
        assertThat(created.getEmailLinkParameter()).isEqualTo("reader");
        assertThat(get("acme")).isEqualTo(created);
        assertThat(create(site("other", "other.test")).getEmailLinkParameter()).isEqualTo("mailId");
    }

    @Test
    void siteIdsAndDomainsAreOfOneSiteOnly() {
        create(site("acme", "acme.com"));

        assertThat(reason(Status.Code.ALREADY_EXISTS, () -> create(site("acme", "acme.de"))))
                .isEqualTo("SITE_EXISTS");
        assertThat(reason(Status.Code.ALREADY_EXISTS, () -> create(site("thief", "thief.test", "www.acme.com"))))
                .isEqualTo("SITE_EXISTS");
        assertThat(state.count("site")).isEqualTo(1);
        assertThat(state.count("site_domain")).isEqualTo(1);
    }

    @Test
    void noUpdateIsLost() {
        Site read = create(site("acme", "acme.com"));
        Site mine = update(read.toBuilder().setDisplayName("Mine").build());

        assertThat(reason(
                        Status.Code.ABORTED,
                        () -> update(read.toBuilder().setDisplayName("Yours").build())))
                .isEqualTo("ETAG_MISMATCH");
        assertThat(reason(Status.Code.ABORTED, () -> rotate("acme", read.getEtag())))
                .isEqualTo("ETAG_MISMATCH");
        assertThat(reason(
                        Status.Code.NOT_FOUND,
                        () -> update(read.toBuilder().setSiteId("nobody").build())))
                .isEqualTo("SITE_NOT_FOUND");
        assertThat(get("acme")).isEqualTo(mine);
    }

    @Test
    void rotationKeepsTheKeyBefore() {
        Site first = create(site("acme", "acme.com"));
        Site second = rotate("acme", first.getEtag());
        Site third = rotate("acme", second.getEtag());

        assertThat(second.getPreviousWriteKey()).isEqualTo(first.getWriteKey());
        assertThat(third.getPreviousWriteKey()).isEqualTo(second.getWriteKey());
        assertThat(List.of(first.getWriteKey(), second.getWriteKey(), third.getWriteKey()))
                .doesNotHaveDuplicates();
    }

    /** Domains decide which referrers are external; whether one is enabled decides nothing about the past. */
    @Test
    void registeringAndRemovingADomainDerivesHistoryAnewAndDisablingDoesNot() {
        client.ingest(pageView("v1", "e1", at("09:00"), "https://acme.com/").build());
        state.execute("DELETE FROM dirty_mark");

        Site site = create(site("acme", "acme.com"));
        assertThat(marksAfter()).isEqualTo(1);
        site = update(site.toBuilder()
                .setDomains(0, site.getDomains(0).toBuilder().setEnabled(false))
                .build());
        assertThat(marksAfter()).isZero();
        site = update(site.toBuilder()
                .addDomains(SiteDomain.newBuilder().setDomain("acme.de"))
                .build());
        assertThat(marksAfter()).isEqualTo(1);
        update(site.toBuilder().removeDomains(0).build());
        assertThat(marksAfter()).isEqualTo(1);
        assertThat(get("acme").getDomainsList())
                .extracting(SiteDomain::getDomain)
                .containsExactly("acme.de");
    }

    @Test
    void listsSitesByIdPageByPage() {
        for (String id : List.of("c", "a", "b")) {
            create(site(id, id + ".test"));
        }
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            ListSitesResponse page = sites.listSites(ListSitesRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
            page.getSitesList().forEach(site -> ids.add(site.getSiteId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(ids).containsExactly("a", "b", "c");
    }

    @Test
    void tellsEverythingThatIsWrongWithASite() throws Exception {
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> create(site("Acme!", "acme.com", "ACME.com", "https://acme.com/", "com")
                        .clearDisplayName()
                        .setEmailLinkParameter("a=b")
                        .addFormEventNames("")));

        BadRequest details = StatusProto.fromThrowable(refused).getDetails(1).unpack(BadRequest.class);
        assertThat(details.getFieldViolationsList())
                .extracting(violation -> violation.getField() + " " + violation.getReason())
                .containsExactly(
                        "site.site_id INVALID_ID",
                        "site.display_name FIELD_REQUIRED",
                        "site.domains[1].domain DUPLICATE",
                        "site.domains[2].domain INVALID_DOMAIN",
                        "site.domains[3].domain INVALID_DOMAIN",
                        "site.email_link_parameter INVALID_PARAMETER",
                        "site.form_event_names[0] FIELD_REQUIRED");
        assertThat(reason(Status.Code.INVALID_ARGUMENT, () -> sites.updateSite(UpdateSiteRequest.getDefaultInstance())))
                .isEqualTo("INVALID_FIELDS");
    }

    private long marksAfter() {
        long marks = state.count("dirty_mark");
        state.execute("DELETE FROM dirty_mark");
        return marks;
    }

    private static Site.Builder site(String id, String... domains) {
        Site.Builder site = Site.newBuilder().setSiteId(id).setDisplayName(id);
        for (String domain : domains) {
            site.addDomainsBuilder().setDomain(domain).setEnabled(true);
        }
        return site;
    }

    private Site create(Site.Builder site) {
        return sites.createSite(CreateSiteRequest.newBuilder().setSite(site).build())
                .getSite();
    }

    private Site get(String id) {
        return sites.getSite(GetSiteRequest.newBuilder().setSiteId(id).build()).getSite();
    }

    private Site update(Site site) {
        return sites.updateSite(UpdateSiteRequest.newBuilder().setSite(site).build())
                .getSite();
    }

    private Site rotate(String id, String etag) {
        return sites.rotateWriteKey(RotateWriteKeyRequest.newBuilder()
                        .setSiteId(id)
                        .setEtag(etag)
                        .build())
                .getSite();
    }

    private static String reason(Status.Code code, ThrowingCallable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(refused.getStatus().getCode()).isEqualTo(code);
        try {
            return StatusProto.fromThrowable(refused)
                    .getDetails(0)
                    .unpack(ErrorInfo.class)
                    .getReason();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
