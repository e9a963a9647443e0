/**
 * Opt-outs in both directions between the own ledger and Salesforce. Who is out here is written to Salesforce at once; who is out
 * there is out here at the latest when the nightly run reads every record that is out. Out on one side is out on both; nothing in
 * here makes anybody in, on either side. {@code OptOutTarget}, {@code CrmOptOutSettings},
 * {@code CrmReading}, {@code PushRules}, {@code PushOutcome}, {@code NightlySchedule}, {@code NightlyRun} and {@code CrmOptOutStatus}
 * are pure.
 */
@NullMarked
package dev.touchstone.salessync.optout.crm;

import org.jspecify.annotations.NullMarked;
