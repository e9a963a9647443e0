package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.salesforce.auth.Granted;
import dev.touchstone.salessync.salesforce.auth.OrgUser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which organisation a session is of. */
final class Organisations {
    private Organisations() {}

    /**
     * Whose session it is.
     *
     * @throws RpcFailure.FailedPrecondition {@code SALESFORCE_REFUSED_CALL} if the answer does not tell
     */
    static OrgUser userOf(Granted granted) {
        @Nullable OrgUser user = granted.user();
        if (user == null) {
            throw new RpcFailure.FailedPrecondition(
                    "SALESFORCE_REFUSED_CALL",
                    "the answer with the token does not say whose it is: check the address, it is not Salesforce's",
                    Map.of("code", "NO_IDENTITY"));
        }
        return user;
    }

    /** Another organisation than the one whose records are here: their ids would mean other records there. */
    static RpcFailure different(String connected, String given) {
        return new RpcFailure.FailedPrecondition(
                "DIFFERENT_ORGANIZATION",
                "what is here comes from the Salesforce organisation " + connected + ", but the credentials are of "
                        + given + ": another organisation needs a deployment of its own",
                Map.of("connected", connected, "given", given));
    }

    /** Salesforce is not connected. */
    static RpcFailure notConnected() {
        return new RpcFailure.FailedPrecondition(
                "CRM_NOT_CONNECTED",
                "Salesforce is not connected: call ConnectSalesforce first",
                Map.of("system", "salesforce"));
    }
}
