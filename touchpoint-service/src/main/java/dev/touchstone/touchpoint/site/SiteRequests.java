package dev.touchstone.touchpoint.site;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.GetSiteRequest;
import dev.touchstone.touchpoint.v1.ListSitesRequest;
import dev.touchstone.touchpoint.v1.RotateWriteKeyRequest;
import dev.touchstone.touchpoint.v1.UpdateSiteRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the requests of {@code SiteService}. Each method throws {@link RpcFailure.InvalidRequest} for a bad one. */
final class SiteRequests {
    private static final int MAX_SITE_ID = 64;
    private static final int MAX_NAME = 128;
    private static final int MAX_DOMAINS = 100;
    private static final int MAX_PARAMETER = 64;
    private static final int MAX_FORM_EVENT_NAMES = 50;
    private static final int MAX_ETAG = 32;
    private static final Pattern SITE_ID = Pattern.compile("[a-z0-9-]+");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_-]+");

    private SiteRequests() {}

    /**
     * A change that is asked for.
     *
     * @param siteId of which site
     * @param settings what it is to be
     * @param etag of the state that was read; empty for a new site
     */
    record Change(String siteId, SiteSettings settings, String etag) {}

    /**
     * A rotation that is asked for.
     *
     * @param siteId of which site
     * @param etag of the state that was read
     */
    record Rotation(String siteId, String etag) {}

    static Change parse(CreateSiteRequest request) {
        FieldViolations violations = new FieldViolations();
        Change change = change(request.hasSite(), request.getSite(), violations);
        violations.throwIfAny();
        return change;
    }

    static Change parse(UpdateSiteRequest request) {
        FieldViolations violations = new FieldViolations();
        Change change = change(request.hasSite(), request.getSite(), violations);
        if (request.hasSite()) {
            violations.requireText("site.etag", request.getSite().getEtag(), MAX_ETAG);
        }
        violations.throwIfAny();
        return change;
    }

    static String parse(GetSiteRequest request) {
        FieldViolations violations = new FieldViolations();
        checkSiteId("site_id", request.getSiteId(), violations);
        violations.throwIfAny();
        return request.getSiteId();
    }

    static Rotation parse(RotateWriteKeyRequest request) {
        FieldViolations violations = new FieldViolations();
        checkSiteId("site_id", request.getSiteId(), violations);
        violations.requireText("etag", request.getEtag(), MAX_ETAG);
        violations.throwIfAny();
        return new Rotation(request.getSiteId(), request.getEtag());
    }

    static Page parse(ListSitesRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations);
        violations.throwIfAny();
        return page;
    }

    private static Change change(boolean present, dev.touchstone.touchpoint.v1.Site site, FieldViolations violations) {
        if (!present) {
            violations.add("site", "FIELD_REQUIRED", "is required");
        }
        checkSiteId("site.site_id", site.getSiteId(), violations);
        violations.requireText("site.display_name", site.getDisplayName(), MAX_NAME);
        SiteSettings settings = new SiteSettings(
                site.getDisplayName(),
                domains(site.getDomainsList(), violations),
                emailLinkParameter(site.getEmailLinkParameter(), violations),
                formEventNames(site.getFormEventNamesList(), violations));
        return new Change(site.getSiteId(), settings, site.getEtag());
    }

    private static void checkSiteId(String path, String siteId, FieldViolations violations) {
        if (violations.requireText(path, siteId, MAX_SITE_ID)
                && !SITE_ID.matcher(siteId).matches()) {
            violations.add(path, "INVALID_ID", "must have the characters a-z, 0-9 and - only");
        }
    }

    private static List<SiteDomain> domains(
            List<dev.touchstone.touchpoint.v1.SiteDomain> messages, FieldViolations violations) {
        if (messages.isEmpty() || messages.size() > MAX_DOMAINS) {
            violations.add(
                    "site.domains",
                    messages.isEmpty() ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must be 1 to " + MAX_DOMAINS + " domains but are " + messages.size());
            return List.of();
        }
        List<SiteDomain> domains = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            String path = "site.domains[" + i + "].domain";
            Optional<String> domain = domain(path, messages.get(i).getDomain(), violations);
            if (domain.isPresent() && !known.add(domain.get())) {
                violations.add(path, "DUPLICATE", "names " + domain.get() + " a second time");
            } else if (domain.isPresent()) {
                domains.add(new SiteDomain(domain.get(), messages.get(i).getEnabled()));
            }
        }
        return domains;
    }

    private static Optional<String> domain(String path, String text, FieldViolations violations) {
        if (!violations.requireText(path, text, SiteDomain.MAX_LENGTH)) {
            return Optional.empty();
        }
        Optional<String> domain = SiteDomain.normalise(text);
        if (domain.isEmpty()) {
            violations.add(
                    path,
                    "INVALID_DOMAIN",
                    "must be a domain such as acme.com, localhost or an IP address, without scheme, port and path");
        }
        return domain;
    }

    private static String emailLinkParameter(String parameter, FieldViolations violations) {
        if (parameter.isEmpty()) {
            return SiteSettings.DEFAULT_EMAIL_LINK_PARAMETER;
        }
        String path = "site.email_link_parameter";
        if (violations.limitText(path, parameter, MAX_PARAMETER)
                && !PARAMETER.matcher(parameter).matches()) {
            violations.add(path, "INVALID_PARAMETER", "must have the characters a-z, A-Z, 0-9, _ and - only");
        }
        return parameter;
    }

    private static List<String> formEventNames(List<String> names, FieldViolations violations) {
        if (names.size() > MAX_FORM_EVENT_NAMES) {
            violations.add(
                    "site.form_event_names",
                    "TOO_MANY",
                    "must be at most " + MAX_FORM_EVENT_NAMES + " names but are " + names.size());
        }
        for (int i = 0; i < names.size(); i++) {
            violations.requireText("site.form_event_names[" + i + "]", names.get(i), MAX_NAME);
        }
        return names;
    }
}
