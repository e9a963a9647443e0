package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.BeginSellerConnectionResponse;
import dev.touchstone.salessync.v1.CrmConnectionFault;
import dev.touchstone.salessync.v1.CrmConnectionState;
import dev.touchstone.salessync.v1.ListSellerConnectionsResponse;
import dev.touchstone.salessync.v1.SalesforceConnection;
import dev.touchstone.salessync.v1.SalesforceFinding;
import dev.touchstone.salessync.v1.SalesforceProbe;
import dev.touchstone.salessync.v1.SellerConnection;

/** Connections to Salesforce, as text. */
public final class SalesforceText {
    private SalesforceText() {}

    /** The connection of the organisation. */
    public static String connection(SalesforceConnection connection, int width) {
        if (connection.getState() == CrmConnectionState.CRM_CONNECTION_STATE_NOT_CONNECTED) {
            String known = connection.getOrganizationId().isEmpty()
                    ? ""
                    : " It was the organisation " + connection.getOrganizationId() + ".";
            return "Salesforce is not connected." + known + "\n";
        }
        StringBuilder text = new StringBuilder("Salesforce: ")
                .append(state(connection.getState()))
                .append(", organisation ")
                .append(connection.getOrganizationId())
                .append(" as ")
                .append(Words.printable(connection.getUsername()))
                .append(", client id ends in ")
                .append(connection.getClientIdSuffix())
                .append(".\n");
        if (connection.hasFault()) {
            text.append(fault(connection.getFault()));
        }
        return text.append(probe(connection.getProbe(), width)).toString();
    }

    private static String probe(SalesforceProbe probe, int width) {
        String looked = "Looked at " + Stamps.time(probe.getProbeTime()) + " UTC: API " + probe.getApiVersion() + " of "
                + probe.getNewestApiVersion() + ", " + Words.number(probe.getDailyCallLeft()) + " of "
                + Words.number(probe.getDailyCallMax()) + " calls left"
                + (probe.getSandbox() ? ", a sandbox" : "") + ".\n";
        if (probe.getFindingsCount() == 0) {
            return looked + "Nothing is missing.\n";
        }
        Table table = Table.of(Table.text("Missing"), Table.text("What it means"));
        for (SalesforceFinding finding : probe.getFindingsList()) {
            String field = finding.getField().isEmpty() ? "" : "." + finding.getField();
            table.row(finding.getObject() + field, Words.printable(finding.getSentence()));
        }
        return looked + table.render(width);
    }

    /** The connection of a seller. */
    public static String seller(SellerConnection connection) {
        return Words.printable(connection.getSeller()) + ": " + state(connection.getState()) + " as "
                + Words.printable(connection.getUsername()) + ".\n"
                + (connection.hasFault() ? fault(connection.getFault()) : "");
    }

    /** The connections of sellers. */
    public static String sellers(ListSellerConnectionsResponse answer, int width) {
        if (answer.getConnectionsCount() == 0) {
            return "No seller is connected.\n";
        }
        Table table = Table.of(
                Table.text("Seller"), Table.text("State"), Table.text("Salesforce user"), Table.text("What is wrong"));
        for (SellerConnection connection : answer.getConnectionsList()) {
            table.row(
                    Words.printable(connection.getSeller()),
                    state(connection.getState()),
                    Words.printable(connection.getUsername()),
                    Words.printable(connection.getFault().getSentence()));
        }
        String more =
                answer.getNextPageToken().isEmpty() ? "" : "There are more: --page " + answer.getNextPageToken() + "\n";
        return table.render(width) + more;
    }

    /** What the seller has to open. */
    public static String begun(BeginSellerConnectionResponse answer) {
        return "Open this in the seller's browser before " + Stamps.time(answer.getExpireTime()) + " UTC:\n"
                + answer.getAuthorizationUrl() + "\n"
                + "Then: touchstone sync salesforce complete --state " + answer.getState() + " --code CODE\n";
    }

    private static String fault(CrmConnectionFault fault) {
        String allow = fault.getAddressesToAllowCount() == 0
                ? ""
                : " (allow " + String.join(", ", fault.getAddressesToAllowList()) + ")";
        String again =
                fault.hasRetryTime() ? "It is tried again at " + Stamps.time(fault.getRetryTime()) + " UTC.\n" : "";
        return "Since " + Stamps.time(fault.getFaultTime()) + " UTC: " + Words.printable(fault.getSentence()) + allow
                + ".\n" + again;
    }

    private static String state(CrmConnectionState state) {
        return Words.plain(state, "CRM_CONNECTION_STATE_");
    }
}
