using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Search of models, kept lists, imports of registers.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0007_Registers")]
public sealed class M0007Registers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        // Filled at the next start: no store can fold Vietnamese by itself.
        b.AddColumn<string>("search_folded", "models", nullable: false, defaultValue: "");
        if (migrationBuilder.ActiveProvider?.Contains("Sqlite", StringComparison.Ordinal) == true)
        {
            // Index of trigrams. A table of keys in between, since the row numbers of a table without a whole-number key may change.
            b.Sql("CREATE TABLE model_search_keys (key INTEGER PRIMARY KEY, model_id TEXT NOT NULL UNIQUE)");
            b.Sql("CREATE VIRTUAL TABLE model_search USING fts5(folded, content='', contentless_delete=1, tokenize='trigram')");
            b.Sql("""
                CREATE TRIGGER model_search_added AFTER INSERT ON models BEGIN
                  INSERT INTO model_search_keys (model_id) VALUES (new.id);
                  INSERT INTO model_search (rowid, folded) SELECT key, new.search_folded FROM model_search_keys WHERE model_id = new.id;
                END
                """);
            b.Sql("""
                CREATE TRIGGER model_search_changed AFTER UPDATE OF search_folded ON models WHEN new.search_folded <> old.search_folded BEGIN
                  INSERT OR IGNORE INTO model_search_keys (model_id) VALUES (new.id);
                  INSERT OR REPLACE INTO model_search (rowid, folded) SELECT key, new.search_folded FROM model_search_keys WHERE model_id = new.id;
                END
                """);
        }
        else
        {
            // Where the extension cannot be made, the same question is answered without an index.
            b.Sql("""
                DO $$ BEGIN
                  CREATE EXTENSION IF NOT EXISTS pg_trgm;
                  EXECUTE 'CREATE INDEX ix_models_search ON models USING gin (search_folded gin_trgm_ops)';
                EXCEPTION WHEN OTHERS THEN
                  RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
                END $$
                """);
        }

        // Pages of the list in its other orders.
        b.CreateIndex("ix_models_registered", "models", ["campaign_id", "registered_on", "id"]);
        b.CreateIndex("ix_models_stage", "models", ["campaign_id", "stage", "name_sort", "id"]);
        b.CreateIndex("ix_models_version", "models", ["campaign_id", "version"]);
        b.CreateIndex("ix_models_unit_name", "models", ["campaign_id", "unit_id", "non_local", "name_sort", "id"]);

        b.CreateTable("saved_lists", t => new
        {
            id = t.Column<string>(), user_id = t.Column<string>(), name = t.Column<string>(), query = t.Column<string>(), shared_with_body = t.Column<string>(nullable: true), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_saved_lists", x => x.id);
            t.ForeignKey("fk_saved_lists_account", x => x.user_id, "accounts", "id");
        });
        b.CreateIndex("ix_saved_lists_user", "saved_lists", ["user_id", "name"], unique: true);

        b.CreateTable("imports", t => new
        {
            id = t.Column<string>(), state = t.Column<string>(), campaign_id = t.Column<string>(), user_id = t.Column<string>(), at = t.Column<DateTime>(), file_name = t.Column<string>(),
            file_hash = t.Column<string>(), sheet = t.Column<string>(), header_row = t.Column<int>(), mapping = t.Column<string>(), models = t.Column<int>(), events = t.Column<int>(),
            done_at = t.Column<DateTime>(nullable: true), undone_by = t.Column<string>(nullable: true), undone_at = t.Column<DateTime>(nullable: true), undone_reason = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_imports", x => x.id);
            t.ForeignKey("fk_imports_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateIndex("ix_imports_hash", "imports", ["campaign_id", "file_hash"]);
        b.CreateTable("import_models", t => new { import_id = t.Column<string>(), model_id = t.Column<string>(), row = t.Column<int>(), version = t.Column<long>() }, constraints: t =>
        {
            t.PrimaryKey("pk_import_models", x => new { x.import_id, x.model_id });
            t.ForeignKey("fk_import_models_import", x => x.import_id, "imports", "id");
            t.ForeignKey("fk_import_models_model", x => x.model_id, "models", "id");
        });
        b.CreateIndex("ix_import_models_model", "import_models", "model_id");
        b.CreateTable("import_mappings", t => new { fingerprint = t.Column<string>(), user_id = t.Column<string>(), mapping = t.Column<string>(), at = t.Column<DateTime>() }, constraints: t =>
            t.PrimaryKey("pk_import_mappings", x => new { x.fingerprint, x.user_id }));
    }
}
