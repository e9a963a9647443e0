package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.SiteText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.CreateSiteResponse;
import dev.touchstone.touchpoint.v1.GetSiteRequest;
import dev.touchstone.touchpoint.v1.GetSiteResponse;
import dev.touchstone.touchpoint.v1.ListSitesRequest;
import dev.touchstone.touchpoint.v1.ListSitesResponse;
import dev.touchstone.touchpoint.v1.RotateWriteKeyRequest;
import dev.touchstone.touchpoint.v1.RotateWriteKeyResponse;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc.SiteServiceBlockingStub;
import dev.touchstone.touchpoint.v1.UpdateSiteRequest;
import dev.touchstone.touchpoint.v1.UpdateSiteResponse;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the sites whose visits are collected. */
@Command(
        name = "sites",
        synopsisSubcommandLabel = "COMMAND",
        description = "List, register and change the sites whose visits are collected.")
public final class SitesCommand {
    private static final int PAGE = 1_000;

    private final Context context;

    private SitesCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new SitesCommand(context));
    }

    @Command(name = "list", description = "List the sites.")
    int list() {
        ListSitesRequest.Builder request = ListSitesRequest.newBuilder().setPageSize(PAGE);
        ListSitesResponse.Builder all = ListSitesResponse.newBuilder();
        do {
            ListSitesResponse page = call(stub -> stub.listSites(request.build()));
            all.addAllSites(page.getSitesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return context.show(
                all.build(),
                () -> SiteText.list(all.getSitesList(), context.terminal().outWidth()));
    }

    @Command(name = "add", description = "Register a site; its domains are enabled at once.")
    int add(
            @Parameters(paramLabel = "SITE", description = "Its id: a-z, 0-9 and hyphen.") String id,
            @Option(
                            names = "--domain",
                            required = true,
                            paramLabel = "DOMAIN",
                            description = "A domain, with its subdomains; may be given several times.")
                    List<String> domains,
            @Option(names = "--name", paramLabel = "NAME", description = "Name for people; the id if not given.")
                    String name,
            @Option(
                            names = "--email-link-parameter",
                            paramLabel = "NAME",
                            description =
                                    "Query parameter by which links in e-mails name their reader; mailId if not given.")
                    String emailLinkParameter) {
        Site.Builder site = Site.newBuilder()
                .setSiteId(id)
                .setDisplayName(name == null ? id : name)
                .setEmailLinkParameter(emailLinkParameter == null ? "" : emailLinkParameter);
        domains.forEach(domain -> site.addDomains(domain(domain, true)));
        CreateSiteRequest request = CreateSiteRequest.newBuilder().setSite(site).build();
        CreateSiteResponse answer = call(stub -> stub.createSite(request));
        return context.show(
                answer,
                () -> "Registered. Put this into every page, as early in the head as you can:\n\n"
                        + SiteText.snippet(answer.getSite(), tagAddress()));
    }

    @Command(name = "snippet", description = "Show what to put into the pages of a site.")
    int snippet(@Parameters(paramLabel = "SITE", description = "Its id.") String id) {
        Site site = get(id);
        return context.show(site, () -> SiteText.snippet(site, tagAddress()));
    }

    @Command(
            name = "change",
            description =
                    "Register, enable or disable domains of a site. Events of a disabled domain are refused from then "
                            + "on; earlier ones stay.")
    int change(
            @Parameters(paramLabel = "SITE", description = "Its id.") String id,
            @Option(names = "--enable", paramLabel = "DOMAIN", description = "Register or enable a domain.")
                    List<String> enable,
            @Option(names = "--disable", paramLabel = "DOMAIN", description = "Disable a domain.") List<String> disable,
            @Option(
                            names = "--remove",
                            paramLabel = "DOMAIN",
                            description = "Remove a domain: coming from it is an arrival again.")
                    List<String> remove) {
        Site.Builder site = get(id).toBuilder();
        for (String domain : given(enable)) {
            put(site, domain, true);
        }
        for (String domain : given(disable)) {
            put(site, domain, false);
        }
        for (String domain : given(remove)) {
            site.removeDomains(position(site, domain));
        }
        UpdateSiteRequest request = UpdateSiteRequest.newBuilder().setSite(site).build();
        UpdateSiteResponse answer = call(stub -> stub.updateSite(request));
        return context.show(
                answer,
                () -> SiteText.list(
                        List.of(answer.getSite()), context.terminal().outWidth()));
    }

    @Command(
            name = "rotate-key",
            description = "Make a new write key. The key before stays valid until the next rotation.")
    int rotateKey(@Parameters(paramLabel = "SITE", description = "Its id.") String id) {
        RotateWriteKeyRequest request = RotateWriteKeyRequest.newBuilder()
                .setSiteId(id)
                .setEtag(get(id).getEtag())
                .build();
        RotateWriteKeyResponse answer = call(stub -> stub.rotateWriteKey(request));
        return context.show(answer, () -> SiteText.snippet(answer.getSite(), tagAddress()));
    }

    private Site get(String id) {
        GetSiteRequest request = GetSiteRequest.newBuilder().setSiteId(id).build();
        GetSiteResponse answer = call(stub -> stub.getSite(request));
        return answer.getSite();
    }

    private static void put(Site.Builder site, String domain, boolean enabled) {
        for (int i = 0; i < site.getDomainsCount(); i++) {
            if (site.getDomains(i).getDomain().equals(domain)) {
                site.setDomains(i, domain(domain, enabled));
                return;
            }
        }
        site.addDomains(domain(domain, enabled));
    }

    private static int position(Site.Builder site, String domain) {
        for (int i = 0; i < site.getDomainsCount(); i++) {
            if (site.getDomains(i).getDomain().equals(domain)) {
                return i;
            }
        }
        throw new CommandFailed("the site " + site.getSiteId() + " has no domain " + domain);
    }

    private static SiteDomain domain(String domain, boolean enabled) {
        return SiteDomain.newBuilder().setDomain(domain).setEnabled(enabled).build();
    }

    /** An option that was not given is null. */
    private static List<String> given(List<String> values) {
        return values == null ? List.of() : values;
    }

    private String tagAddress() {
        return "http://" + context.services().address(Remote.TOUCHPOINT);
    }

    private <R> R call(Function<SiteServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.TOUCHPOINT, channel -> call.apply(SiteServiceGrpc.newBlockingStub(channel)));
    }
}
