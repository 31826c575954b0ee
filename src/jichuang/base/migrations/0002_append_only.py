"""The journal, its seals and heads can only grow; every new journal row enters the sealer's queue in the same transaction."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION base_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% 只能追加，不能修改或删除', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON base_journalrow
    FOR EACH ROW EXECUTE FUNCTION base_append_only();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON base_journalrow
    FOR EACH STATEMENT EXECUTE FUNCTION base_append_only();
CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON base_seal
    FOR EACH ROW EXECUTE FUNCTION base_append_only();
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON base_seal
    FOR EACH STATEMENT EXECUTE FUNCTION base_append_only();
CREATE TRIGGER sealhead_append_only BEFORE UPDATE OR DELETE ON base_sealhead
    FOR EACH ROW EXECUTE FUNCTION base_append_only();
CREATE TRIGGER sealhead_no_truncate BEFORE TRUNCATE ON base_sealhead
    FOR EACH STATEMENT EXECUTE FUNCTION base_append_only();

CREATE FUNCTION base_queue_for_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO base_unsealed (row_id) SELECT id FROM fresh;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_queue AFTER INSERT ON base_journalrow
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION base_queue_for_sealing();

COMMENT ON TRIGGER journal_append_only ON base_journalrow IS '日志一旦写下就不能改：改过的日志不能作证';
COMMENT ON TRIGGER journal_queue ON base_journalrow IS '提交了的行才会被封存，封存顺序与提交先后无关，也不漏掉晚提交的行';
"""

BACKWARD = """
DROP TRIGGER journal_queue ON base_journalrow;
DROP FUNCTION base_queue_for_sealing();
DROP TRIGGER journal_append_only ON base_journalrow;
DROP TRIGGER journal_no_truncate ON base_journalrow;
DROP TRIGGER seal_append_only ON base_seal;
DROP TRIGGER seal_no_truncate ON base_seal;
DROP TRIGGER sealhead_append_only ON base_sealhead;
DROP TRIGGER sealhead_no_truncate ON base_sealhead;
DROP FUNCTION base_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
