using HstNotebooks.Figures;
using HstNotebooks.Tables;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace HstNotebooks.Tests.Interactive;

/// <summary>Compiles and runs the scripts that join us to Plotly.NET and Microsoft.Data.Analysis, against stand-ins of those.</summary>
public sealed class ScriptsOnDemandTests
{
    public sealed class Globals
    {
        public Figure Figure { get; init; } = new();
        public Table Table { get; init; } = new([]);
    }

    private static async Task<T> Run<T>(string script, string expression, Globals globals)
    {
        string code = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "src", "Extension", "Interactive", script));
        var references = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.Length > 0)
            .Append(typeof(Figure).Assembly).Append(typeof(Table).Assembly).Append(typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly).Distinct();
        var options = ScriptOptions.Default.WithReferences(references);
        var state = await CSharpScript.RunAsync(code[code.IndexOf('\n', StringComparison.Ordinal)..], options, globals);
        return (T)(object)(await state.ContinueWithAsync<object>(expression, options)).ReturnValue;
    }

    [Fact]
    public async Task A_figure_becomes_a_chart_of_the_same_traces_and_layout()
    {
        var figure = new Figure("title");
        figure.Panel.Scatter([1, 2], [3, 4], "points").Histogram([1, 2, 3], 3);
        var chart = await Run<Plotly.NET.GenericChart>("plotly.dib", "Figure.ToPlotly()", new() { Figure = figure });
        Assert.Equal(["scatter", "bar"], chart.Traces.Select(t => t.Type));
        Assert.Equal([1.0, 2.0], Assert.IsType<List<object>>(chart.Traces[0].Values["x"]).Select(Convert.ToDouble));
        Assert.Equal(figure.Width, chart.Layout.Values["width"]);
    }

    [Fact]
    public async Task A_table_becomes_a_data_frame_and_comes_back()
    {
        var table = new Table([
            new TableColumn<double>("ra", [290.2, 290.3], "deg"), new TableColumn<int>("id", [1, 0], missing: [false, true]),
            new TableColumn<string>("name", ["a", "b"]), new TableColumn<bool>("flag", [true, false])]);
        var frame = await Run<Microsoft.Data.Analysis.DataFrame>("dataframe.dib", "Table.ToDataFrame()", new() { Table = table });
        Assert.Equal(["ra", "id", "name", "flag"], frame.Columns.Select(c => c.Name));
        Assert.Equal(290.3, frame.Columns[0][1]);
        Assert.Null(frame.Columns[1][1]);
        var back = await Run<Table>("dataframe.dib", "Table.ToDataFrame().ToTable()", new() { Table = table });
        Assert.Equal([typeof(double), typeof(int), typeof(string), typeof(bool)], back.Columns.Select(c => c.ValueType));
        Assert.True(back["id"].IsMissing(1));
        Assert.Equal(["a", "b"], back.Strings("name"));
    }
}
