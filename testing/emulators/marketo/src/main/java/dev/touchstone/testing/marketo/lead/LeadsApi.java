package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Reading people: names of fields, by filter, by id.
 *
 * <p><b>Boundaries:</b> at most 300 filter values and 300 people per page; more than 1,000 matches are refused with 1003; an
 * unknown field fails the whole call with 1006. When nothing matches, the answer has no {@code result} at all.
 */
public final class LeadsApi {
    private static final int MAX_VALUES = 300;
    private static final int MAX_MATCHES = 1_000;

    private final FieldCatalogue fields;
    private final LeadStore leads;
    private final Partitions partitions;
    private final LeadRows rows;

    public LeadsApi(FieldCatalogue fields, LeadStore leads, Partitions partitions) {
        this.fields = fields;
        this.leads = leads;
        this.partitions = partitions;
        rows = new LeadRows(fields);
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("GET", "/rest/v1/leads/describe.json", request -> Reply.result(fields.describe()))
                .add("GET", "/rest/v1/leads/describe2.json", request -> Reply.result(fields.describe2()))
                .add("GET", "/rest/v1/leads/partitions.json", partitions::list)
                .add("GET", "/rest/v1/leads.json", this::find)
                .add("GET", "/rest/v1/lead/{id}.json", this::byId);
    }

    private Reply byId(Request request) throws ApiRefusal {
        List<String> names = rows.fieldNames(request);
        Optional<Lead> lead = leads.find(Arguments.idInPath(request, "id")).filter(partitions::allows);
        if (lead.isEmpty()) {
            throw new ApiRefusal("1004");
        }
        return Reply.result(List.of(rows.row(lead.get(), names)));
    }

    private Reply find(Request request) throws ApiRefusal {
        String filterType = Arguments.required(request, "filterType");
        checkFilter(filterType);
        List<String> names = rows.fieldNames(request);
        int batch = Arguments.number(request, "batchSize", LeadRows.MAX_BATCH, 1, LeadRows.MAX_BATCH);
        long after = LeadRows.after(request);
        List<Lead> matches = leads.matching(filterType, filterValues(request), MAX_MATCHES + 1);
        if (matches.size() > MAX_MATCHES) {
            throw new ApiRefusal("1003", "Too many results match the filter");
        }
        List<Lead> rest = matches.stream()
                .filter(lead -> lead.id() > after)
                .filter(partitions::allows)
                .toList();
        return new Reply.Members(rows.page(rest, batch, names));
    }

    private void checkFilter(String filterType) throws ApiRefusal {
        Optional<FieldCatalogue.Field> field = fields.find(filterType);
        if (field.isEmpty()) {
            throw new ApiRefusal("1003", "Invalid filterType '" + filterType + "'");
        }
        if (!field.get().searchable()) {
            throw new ApiRefusal("1011", "Field '" + filterType + "' not supported");
        }
    }

    private static List<String> filterValues(Request request) throws ApiRefusal {
        Arguments.required(request, "filterValues");
        List<String> values = request.list("filterValues");
        if (values.size() > MAX_VALUES) {
            throw new ApiRefusal("1003", "At most " + MAX_VALUES + " filterValues but there are " + values.size());
        }
        return values;
    }
}
