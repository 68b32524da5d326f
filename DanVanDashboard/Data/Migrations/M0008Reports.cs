using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Reports cell by cell: every value with who and when, delegated sections, remarks, signatures, documents, reasons for differences.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0008_Reports")]
public sealed class M0008Reports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<DateTime>("first_submitted_at", "reports", nullable: true);
        b.AddColumn<string>("level", "report_figures", nullable: true);
        // What was sent before the first sending was kept apart: the last one is the only one known.
        b.Sql("UPDATE reports SET first_submitted_at = submitted_at");

        b.CreateTable("report_entries", t => new
        {
            report_id = t.Column<string>(), number = t.Column<int>(), cell = t.Column<string>(), content = t.Column<string>(), value = t.Column<decimal>(nullable: true),
            exactness = t.Column<string>(), comment = t.Column<string>(nullable: true), text = t.Column<string>(nullable: true), by_user = t.Column<string>(),
            at = t.Column<DateTime>(), on_behalf = t.Column<bool>(), origin = t.Column<string>(), listed = t.Column<decimal>(nullable: true), contested = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_entries", x => new { x.report_id, x.number });
            t.ForeignKey("fk_report_entries_report", x => x.report_id, "reports", "id");
        });

        b.CreateTable("report_delegations", t => new
        {
            report_id = t.Column<string>(), section = t.Column<string>(), body_id = t.Column<string>(), by_user = t.Column<string>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_delegations", x => new { x.report_id, x.section });
            t.ForeignKey("fk_report_delegations_report", x => x.report_id, "reports", "id");
            t.ForeignKey("fk_report_delegations_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_report_delegations_body", "report_delegations", "body_id");

        b.CreateTable("report_remarks", t => new
        {
            id = t.Column<string>(), report_id = t.Column<string>(), cell = t.Column<string>(nullable: true), text = t.Column<string>(), by_user = t.Column<string>(),
            at = t.Column<DateTime>(), number = t.Column<int>(), answered_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_remarks", x => x.id);
            t.ForeignKey("fk_report_remarks_report", x => x.report_id, "reports", "id");
        });
        b.CreateIndex("ix_report_remarks_report", "report_remarks", "report_id");

        b.CreateTable("report_signatures", t => new
        {
            report_id = t.Column<string>(), number = t.Column<int>(), by_user = t.Column<string>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_signatures", x => new { x.report_id, x.number });
            t.ForeignKey("fk_report_signatures_report", x => x.report_id, "reports", "id");
        });

        b.CreateTable("report_documents", t => new
        {
            report_id = t.Column<string>(), number = t.Column<string>(nullable: true), day = t.Column<DateOnly>(nullable: true), place = t.Column<string>(nullable: true),
            superior = t.Column<string>(nullable: true), recipients = t.Column<string>(nullable: true), capacity = t.Column<string>(nullable: true),
            signer_title = t.Column<string>(nullable: true), signer_name = t.Column<string>(nullable: true), by_user = t.Column<string>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_documents", x => x.report_id);
            t.ForeignKey("fk_report_documents_report", x => x.report_id, "reports", "id");
        });

        b.CreateTable("report_reasons", t => new
        {
            id = t.Column<string>(), report_id = t.Column<string>(), cell = t.Column<string>(), reported = t.Column<decimal>(), listed = t.Column<decimal>(),
            reason = t.Column<string>(), by_user = t.Column<string>(), at = t.Column<DateTime>(), settled_by = t.Column<string>(nullable: true),
            settled_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_reasons", x => x.id);
            t.ForeignKey("fk_report_reasons_report", x => x.report_id, "reports", "id");
        });
        b.CreateIndex("ix_report_reasons_report", "report_reasons", "report_id");
    }
}
