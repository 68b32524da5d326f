using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Targets, populations, how exact a reported figure is, how each model stands, and visits. Written by hand for SQLite and PostgreSQL alike.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0002_Plan")]
public sealed class M0002Plan : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("targets", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), year = t.Column<int>(), measure = t.Column<string>(), body_id = t.Column<string>(nullable: true),
            field = t.Column<string>(nullable: true), cell = t.Column<string>(), version = t.Column<int>(), value = t.Column<int>(nullable: true),
            document_number = t.Column<string>(nullable: true), document_date = t.Column<DateOnly>(nullable: true), document = t.Column<string>(nullable: true),
            reason = t.Column<string>(nullable: true), set_by = t.Column<string>(), set_at = t.Column<DateTime>(), sequence = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_targets", x => x.id);
            t.ForeignKey("fk_targets_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_targets_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_targets_cell", "targets", ["campaign_id", "year", "cell", "version"], unique: true);

        b.CreateTable("populations", t => new
        {
            id = t.Column<string>(), unit_id = t.Column<string>(), year = t.Column<int>(), version = t.Column<int>(), value = t.Column<int>(), source = t.Column<string>(),
            entered_by = t.Column<string>(), entered_at = t.Column<DateTime>(), confirmed_by = t.Column<string>(nullable: true), confirmed_at = t.Column<DateTime>(nullable: true),
            withdrawn_by = t.Column<string>(nullable: true), withdrawn_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_populations", x => x.id);
            t.ForeignKey("fk_populations_unit", x => x.unit_id, "units", "id");
        });
        b.CreateIndex("ix_populations_unit", "populations", ["unit_id", "year", "version"], unique: true);

        b.AddColumn<string>("exactness", "report_figures", nullable: false, defaultValue: "exact");

        // How a model stands by its events, kept beside it: "running and not touched since …" would otherwise be a fold over a million lives.
        b.AddColumn<string>("stage", "models", nullable: true);
        b.AddColumn<bool>("running", "models", nullable: false, defaultValue: false);
        b.AddColumn<DateOnly>("last_on", "models", nullable: false, defaultValue: DateOnly.MinValue);
        // Filtered, because SQLite takes no bare "running" for an equality; it holds all that stale models are counted by, the flag too, so that the rows are not read.
        b.CreateIndex("ix_models_running", "models", ["campaign_id", "last_on", "unit_id", "body_id", "non_local", "field", "subject", "block", "running"], filter: "running");
        // A page of the list in the order of names, without sorting them all.
        b.CreateIndex("ix_models_name", "models", ["campaign_id", "name_sort", "id"]);
        // The models behind a number: those with an event of a kind in a period.
        b.CreateIndex("ix_model_events_kind", "model_events", ["campaign_id", "kind", "on", "model_id"]);

        b.AddColumn<int>("registration_month", "campaigns", nullable: false, defaultValue: 0);
        b.Sql("UPDATE campaigns SET registration_month = 3 WHERE provenance = 'simulated'");

        b.AddColumn<DateTime>("visit_began_at", "accounts", nullable: true);
        b.AddColumn<DateTime>("previous_seen_at", "accounts", nullable: true);
        b.AddColumn<long>("previous_seen_sequence", "accounts", nullable: false, defaultValue: 0L);
    }
}
