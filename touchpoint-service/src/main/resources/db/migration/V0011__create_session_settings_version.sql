CREATE TABLE session_settings_version (
    version                 bigint      NOT NULL,
    inactivity_seconds      integer     NOT NULL,
    carryover_seconds       integer     NOT NULL,
    sign_in_hosts           text[]      NOT NULL,
    payment_hosts           text[]      NOT NULL,
    max_post_lc_touchpoints integer     NOT NULL,
    note                    text        NOT NULL,
    created_at              timestamptz NOT NULL,
    CONSTRAINT pk_session_settings_version PRIMARY KEY (version),
    CONSTRAINT ck_session_settings_version_numbers
        CHECK (version > 0 AND inactivity_seconds > 0 AND carryover_seconds >= 0 AND max_post_lc_touchpoints >= 0)
);
COMMENT ON TABLE session_settings_version IS
    'Configuration: by which numbers and names sessions are cut and touchpoints surface. The greatest version is in force; rows are only ever added.';
COMMENT ON COLUMN session_settings_version.inactivity_seconds IS 'A pause longer than this ends a session.';
COMMENT ON COLUMN session_settings_version.carryover_seconds IS
    'A direct return within this time after a session carries its channel over. 0: never.';
COMMENT ON COLUMN session_settings_version.sign_in_hosts IS
    'Identity providers, lower case, without www., sorted. A host stands for its subdomains.';
COMMENT ON COLUMN session_settings_version.payment_hosts IS 'Payment providers, likewise.';
COMMENT ON COLUMN session_settings_version.max_post_lc_touchpoints IS
    'How many PostLC touchpoints of a person surface, the most recent ones. 0: all.';
COMMENT ON COLUMN session_settings_version.note IS 'Why, as whoever changed it said. Empty: nothing said.';
COMMENT ON INDEX pk_session_settings_version IS 'Reads what is in force; refuses the second of two editors.';

-- What ships: hosts that people pass through on their way and do not come from. Of a provider whose other pages recommend
-- shops (stripe.com, klarna.com, okta.com) only the hosts of its forms, so that no visit that really comes from there is taken
-- for a return; a few take payments on their main host, and there the payment is by far the more frequent way. A social network
-- that signs people in on its own host (facebook.com, linkedin.com, github.com) cannot be told from a visit and is left out.
-- Beside Google, Microsoft and Apple, which the requirement names, stand the hosts that users of web analytics exclude most.
INSERT INTO session_settings_version
VALUES (1, 1800, 604800,
        ARRAY['accounts.google.com', 'amazoncognito.com', 'appleid.apple.com', 'au.auth0.com',
              'b2clogin.com', 'eu.auth0.com', 'idmsa.apple.com', 'jp.auth0.com', 'login.live.com', 'login.microsoft.com',
              'login.microsoftonline.com', 'login.windows.net', 'us.auth0.com'],
        ARRAY['accept.authorize.net', 'adyen.link', 'api.razorpay.com', 'billing.stripe.com', 'buy.paddle.com',
              'buy.stripe.com', 'checkout-live.adyen.com', 'checkout.shopify.com', 'checkout.stripe.com',
              'checkoutshopper-live.adyen.com', 'hooks.stripe.com', 'invoice.stripe.com', 'live.adyen.com',
              'live.opayo.eu.elavon.com', 'live.sagepay.com', 'login.klarna.com', 'mercadopago.com', 'mollie.com',
              'pay.amazon.com', 'pay.gocardless.com', 'pay.google.com', 'pay.ideal.nl', 'pay.klarna.com',
              'payments.amazon.com', 'payments.klarna.com', 'payments.worldpay.com', 'paypal.com', 'portal.afterpay.com',
              'secure.2checkout.com', 'secure.authorize.net', 'secure.ogone.com', 'secure.payu.com',
              'secure.przelewy24.pl', 'secure.tpay.com', 'secure.worldpay.com', 'sofort.com'],
        0, 'what ships', now());
