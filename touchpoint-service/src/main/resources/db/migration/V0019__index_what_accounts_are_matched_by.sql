-- What leads are matched with accounts by (decision 0022). The functions read texts as the classes Domains and CompanyName do, under
-- every locale of the database.

CREATE FUNCTION fold_letters(letters text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(replace(replace(lower(translate(letters,
            'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿ'
            || 'ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĴĵĶķĹĺĻļĽľĿŁłŃńŅņŇňŊŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽž'
            || 'ΆΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰϊϋόύώϏ'
            || 'ЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѐёѓїќѝў',
            'aaaaaaceeeeiiiidnoooooouuuuyþaaaaaaceeeeiiiidnoooooouuuuyy'
            || 'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳjjkkllllllŀllnnnnnnŋoooooorrrrrrssssssssttttŧuuuuuuuuuuuuwwyyyzzzzzz'
            || 'αεηιουωιαβγδεζηθικλμνξοπρστυφχψωιυαεηιυιυουωϗ'
            || 'ееђгєѕііјљњћкиуџабвгдежзийклмнопрстуфхцчшщъыьэюяеегікиу'
        ) COLLATE "C"), 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae');
COMMENT ON FUNCTION fold_letters(text) IS 'Letters without case and accents.';

CREATE FUNCTION company_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(btrim(regexp_replace(
            replace(regexp_replace(fold_letters(name), '[./''`´‘’]', '', 'g'), '&', ' and '),
            '[ \t\r\n!"#$%()*+,:;<=>?@\[\\\]^_{|}~\u00A0«»·®©™–—“”„…-]+', ' ', 'g')),
        '( (ab|ag|and|aps|as|asa|bv|bvba|co|company|corp|corporation|doo|ek|ev|gbr|gmbh|inc|incorporated|kft|kg|kgaa|kk'
            || '|limited|llc|llp|lp|ltd|ltda|mbh|nv|ohg|oy|oyj|plc|pte|pty|pvt|sa|sarl|sas|sasu|se|sl|sp z oo|spa|srl|sro|ug|zrt))+$', ''),
        '^the ', '');
COMMENT ON FUNCTION company_key(text) IS
    'Name of a company without case, accents, punctuation, leading article and legal forms at the end.';

CREATE FUNCTION website_domain(website text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN rtrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        lower(btrim(website) COLLATE "C"), '^[^/?#]*://', ''), '[/?#:].*$', ''), '^.*@', ''), '^www\.', ''), '.');
COMMENT ON FUNCTION website_domain(text) IS 'Domain of a website as people type it, without www.';

CREATE FUNCTION website_labels(website text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN string_to_array(replace(fold_letters(regexp_replace(website_domain(website),
            '(^|\.)((ac|co|com|edu|gob|gov|gv|ltd|mil|ne|net|nom|or|org|plc|sch)\.[^.]{2}|[^.]*)$', '')), '-', ''), '.');
COMMENT ON FUNCTION website_labels(text) IS
    'The parts of the domain of a website, without what names are registered under, without hyphens, folded.';

CREATE INDEX ix_account_website_domain ON account ((reverse(website_domain(website)) COLLATE "C")) WHERE NOT deleted;
CREATE INDEX ix_account_website_labels ON account USING gin (website_labels(website)) WHERE NOT deleted;
CREATE INDEX ix_account_name ON account ((company_key(name) COLLATE "C")) WHERE NOT deleted;
CREATE INDEX ix_crm_person_email_host ON crm_person (reverse(split_part(email, '@', 2)))
    WHERE NOT deleted AND email IS NOT NULL;
COMMENT ON INDEX ix_account_website_domain IS 'MatchAccounts: domains from their end, so that those below one are a range.';
COMMENT ON INDEX ix_account_website_labels IS 'MatchAccounts: accounts whose domain is named like a company.';
COMMENT ON INDEX ix_account_name IS 'MatchAccounts.';
COMMENT ON INDEX ix_crm_person_email_host IS 'MatchAccounts: as ix_account_website_domain.';
