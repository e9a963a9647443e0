package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.PrivacyText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.salessync.v1.ErasePersonRequest;
import dev.touchstone.salessync.v1.ExportPersonRequest;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import dev.touchstone.salessync.v1.FindPeopleResponse;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc.SalesPeopleServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesPerson;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The people of sales-sync-service, as privacy requests look at them. */
final class SalesPeople {
    private static final int PAGE = 1_000;

    private final Services services;

    SalesPeople(Services services) {
        this.services = services;
    }

    /**
     * Marketo ids of people, hidden ones too.
     *
     * @param email of all who have this address; empty to go by the record
     * @param crmPerson a Marketo id, or an id of Salesforce
     */
    Set<Long> find(String email, String crmPerson) {
        if (email.isEmpty() && isNumber(crmPerson)) {
            return Set.of(Long.parseLong(crmPerson));
        }
        FindPeopleRequest.Builder request = FindPeopleRequest.newBuilder()
                .setEmail(email)
                .setSalesforceId(email.isEmpty() ? crmPerson : "")
                .setIncludeHidden(true)
                .setPageSize(PAGE);
        Set<Long> ids = new TreeSet<>();
        do {
            FindPeopleResponse page = call(stub -> stub.findPeople(request.build()));
            page.getPeopleList().stream().map(SalesPerson::getMarketoId).forEach(ids::add);
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return ids;
    }

    /** 18 digits always fit into a number. */
    private static boolean isNumber(String id) {
        return !id.isEmpty() && id.length() <= 18 && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    void export(long marketoId, PersonExport export) {
        ExportPersonRequest request =
                ExportPersonRequest.newBuilder().setMarketoId(marketoId).build();
        services.stream(Remote.SALES_SYNC, PersonExport.DEADLINE, channel -> SalesPeopleServiceGrpc.newBlockingStub(
                        channel)
                .exportPerson(request)
                .forEachRemaining(row -> export.add(Remote.SALES_SYNC, row.getTable(), row.getRowJson())));
    }

    /** Erases somebody; what to say of it. */
    String erase(long marketoId) {
        return PrivacyText.erased(call(stub -> stub.erasePerson(
                ErasePersonRequest.newBuilder().setMarketoId(marketoId).build())));
    }

    private <R> R call(Function<SalesPeopleServiceBlockingStub, R> call) {
        return services.call(
                Remote.SALES_SYNC, channel -> call.apply(SalesPeopleServiceGrpc.newBlockingStub(channel)));
    }
}
