namespace DanVanDashboard.Features.Models;

/// <summary>Words around the register: its columns as a sheet, kept lists, imports.</summary>
public sealed class RegisterText;
