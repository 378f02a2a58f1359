using HstNotebooks.Figures;
using HstNotebooks.Formatting;
using HstNotebooks.Images;
using HstNotebooks.Pictures;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Browser;

/// <summary>Figures and pictures in a real browser, without network.</summary>
public sealed class PageTests
{
    private const string Wheel = "var s=document.querySelector('{0}'),r=s.getBoundingClientRect();s.setPointerCapture=function(){{}};"
        + "s.dispatchEvent(new WheelEvent('wheel',{{clientX:r.left+{1},clientY:r.top+{2},deltaY:-900,ctrlKey:true,bubbles:true,cancelable:true}}));"
        + "s.dispatchEvent(new PointerEvent('pointermove',{{clientX:r.left+{1},clientY:r.top+{2},pointerId:1,bubbles:true}}));";

    private static Figure Sample()
    {
        var figure = new Figure("Sample");
        figure.Panel.Scatter([0, 5, 10], [0, 50, 100], "points").Line([0, 10], [100, 0], "line").LimitX(0, 10).LimitY(0, 100);
        return figure;
    }

    private static ImagePicture Picture() => Display.Image(
        new Image<float>(100, 80, [.. Enumerable.Range(0, 8000).Select(i => (float)(i % 100))]), new() { VMin = 0, VMax = 100 },
        ImageWcs.FromLinear(new LinearWcs(50, 40, 150, 20, -1e-4, 0, 0, 1e-4), 100, 80), "ramp", "electrons").Mark([10], [10], "mark");

    [Fact]
    public async Task A_figure_zooms_and_says_the_value_under_the_cursor()
    {
        // The middle of the panel is (5, 50), where a point lies; the wheel zooms by e^1.35 = 3.9 about it.
        var layout = HstNotebooks.Figures.Rendering.FigureLayout.Arrange(Sample())[0];
        string dom = await Chromium.Open(Sample().ToHtml(), string.Format(Wheel, ".hst-fig svg", (int)layout.Box.CentreX, (int)layout.Box.CentreY));
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Contains("● x 5.000, y 50.00", dom);
        Assert.Contains(">6.0</text>", dom);
        Assert.DoesNotContain(">10</text>", dom);
    }

    [Fact]
    public async Task The_legend_of_a_figure_switches_series()
    {
        string dom = await Chromium.Open(Sample().ToHtml(), "document.querySelectorAll('.le')[1].dispatchEvent(new MouseEvent('click',{bubbles:true}))");
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Matches("<g data-s=\"1\" style=\"display: none;\">", dom);
        Assert.DoesNotMatch("<g data-s=\"0\" style=\"display: none;\">", dom);
    }

    [Theory]
    [InlineData(380, "0 0 360 ", 1)]
    [InlineData(700, "0 0 820 ", 2)]
    public async Task On_a_narrow_page_the_panels_of_a_figure_stand_below_one_another_in_readable_size(int room, string view, int columns)
    {
        var figure = new Figure("Residuals of an exposure whose name is rather long: 586 of 586 matches", 2, 2);
        foreach (var panel in figure.Panels) panel.Scatter([0, 5, 10], [0, 50, 100], "points").Titles("a panel", "X [pixel]", "Y [pixel]");
        const string measure = "var s=document.querySelector('.hst-fig svg'),b=[...s.querySelectorAll('g.pn')].map(function(p){return p.dataset.b.split(',').map(Number)});"
            + "document.body.dataset.columns=new Set(b.map(function(q){return q[0]})).size;document.body.dataset.view=s.getAttribute('viewBox');"
            + "document.body.dataset.type=[...s.querySelectorAll('text')].every(function(t){var r=t.getBoundingClientRect(),o=s.getBoundingClientRect();return r.left>=o.left-1&&r.right<=o.right+1&&parseFloat(t.getAttribute('font-size'))*o.width/s.viewBox.baseVal.width>=7.9})?'inside':'cut or tiny';";
        string dom = await Chromium.Open($"<div id=\"room\" style=\"width:{room}px\">{figure.ToHtml()}</div>", measure);
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Contains($"data-view=\"{view}", dom);
        Assert.Contains($"data-columns=\"{columns}\"", dom);
        Assert.Contains("data-type=\"inside\"", dom);
    }

    [Fact]
    public async Task A_figure_follows_a_page_that_becomes_narrow()
    {
        var figure = new Figure("Two", 1, 2);
        foreach (var panel in figure.Panels) panel.Line([0, 1], [0, 1]);
        string dom = await Chromium.Open($"<div id=\"room\" style=\"width:900px\">{figure.ToHtml()}</div>",
            "var v=function(){return document.querySelector('.hst-fig svg').getAttribute('viewBox').split(' ')[2]},w=v();document.getElementById('room').style.width='350px';window.dispatchEvent(new Event('resize'));"
            + "document.body.dataset.seen=w+' then '+v();");
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Contains("data-seen=\"820 then 360\"", dom);
    }

    [Fact]
    public async Task A_picture_is_drawn_and_says_value_and_sky_position_under_the_cursor()
    {
        // 46 points are left of the picture and 6 above; the picture is 486 points wide for 100 pixels.
        string action = "var s=document.querySelector('canvas'),r=s.getBoundingClientRect();s.dispatchEvent(new PointerEvent('pointermove',{clientX:r.left+46+486*0.495,clientY:r.top+6+389*(1-0.49375),pointerId:1,bubbles:true}));"
            + "var q=s.getContext('2d').getImageData(300,200,1,1).data;document.body.dataset.pixel=q[0]+','+q[1]+','+q[2];"
            + "var t=document.querySelectorAll('select')[1];t.value='viridis';t.onchange();q=s.getContext('2d').getImageData(300,200,1,1).data;document.body.dataset.colour=q[0]+','+q[1]+','+q[2];";
        string dom = await Chromium.Open(Formatters.Format(Picture()).Data["text/html"], action);
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Contains("data-drawn=\"1\"", dom);
        // Pixel (50, 40) is the reference pixel at RA 150, Dec 20, and holds 49.
        Assert.Matches(@"x (49\.9|50\.0|50\.1)  y (39\.9|40\.0|40\.1)  value (49|48\.9\d*|49\.0\d*) electrons  RA (150\.0000\d\d|149\.9999\d\d)  Dec \+(20\.0000\d\d|19\.9999\d\d)", dom);
        var gray = System.Text.RegularExpressions.Regex.Match(dom, "data-pixel=\"(\\d+),(\\d+),(\\d+)\"");
        Assert.Equal(gray.Groups[1].Value, gray.Groups[2].Value);
        Assert.InRange(int.Parse(gray.Groups[1].Value), 110, 150);
        var colour = System.Text.RegularExpressions.Regex.Match(dom, "data-colour=\"(\\d+),(\\d+),(\\d+)\"");
        Assert.NotEqual(colour.Groups[1].Value, colour.Groups[2].Value);
    }

    [Fact]
    public async Task Pictures_side_by_side_zoom_together_and_blinking_ones_change()
    {
        string zoom = string.Format(Wheel, "canvas", 200, 200);
        string dom = await Chromium.Open(Formatters.Format(Display.SideBySide(Picture(), Picture())).Data["text/html"],
            "var c=document.querySelectorAll('canvas');var a=c[1].toDataURL();" + zoom + "document.body.dataset.moved=(a!==c[1].toDataURL());document.body.dataset.same=(c[0].toDataURL()===c[1].toDataURL());");
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Contains("data-moved=\"true\"", dom);
        Assert.Contains("data-same=\"true\"", dom);
        dom = await Chromium.Open(Formatters.Format(Display.Blink(Picture(), Display.Image(new Image<float>(100, 80), new() { VMin = -1, VMax = 1 }, name: "other"))).Data["text/html"],
            "[...document.querySelectorAll('button')].find(function(b){return b.textContent==='next'}).click()");
        Assert.Contains("<div class=\"tt\">other</div>", dom);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(dom, "<canvas"));
    }

    [Fact]
    public async Task A_header_can_be_searched()
    {
        var header = new Fits.FitsHeader();
        header.Set("EXPTIME", 30.0);
        header.Set("FILTER", "F606W");
        string dom = await Chromium.Open(Formatters.Format(header).Data["text/html"], "var i=document.querySelector('input');i.value='f606';i.oninput({target:i});");
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Matches("<tr style=\"display: none;\"><th>EXPTIME", dom);
        Assert.DoesNotMatch("<tr style=\"display: none;\"><th>FILTER", dom);
    }

    [Fact]
    public async Task A_figure_follows_the_theme_of_the_page()
    {
        string colour = "document.body.dataset.ink=getComputedStyle(document.querySelector('.hst-fig svg')).color;";
        Assert.Contains("data-ink=\"rgb(31, 35, 40)\"", await Chromium.Open($"<div data-theme=\"light\">{Sample().ToHtml()}</div>", colour));
        Assert.Contains("data-ink=\"rgb(230, 237, 243)\"", await Chromium.Open($"<div data-jp-theme-light=\"false\">{Sample().ToHtml()}</div>", colour));
    }

    [Fact]
    public async Task The_axes_of_a_picture_count_pixels_or_the_sky_and_their_labels_stay_inside()
    {
        // What is written on the canvas, with the width that is left to its right.
        const string listen = "<script>var f=CanvasRenderingContext2D.prototype.fillText;window.said=[];CanvasRenderingContext2D.prototype.fillText=function(t,x,y){"
            + "var m=this.getTransform(),w=this.measureText(t).width*(this.textAlign==='center'?0.5:this.textAlign==='left'?1:0);if(m.b===0&&x+w>this.canvas.width/m.a+0.5)window.said.push('CUT '+t);window.said.push(t);f.call(this,t,x,y)};</script>";
        const string sky = "window.said=[];var a=[...document.querySelectorAll('select')].find(function(s){return s.options[1].value==='sky'});a.value='sky';a.onchange();document.body.dataset.said=window.said.join('|');";
        const string pixels = "document.body.dataset.said=window.said.join('|');";
        var picture = Display.Image(new Image<float>(100, 100), new() { VMin = 0, VMax = 1, ColorBar = false }, ImageWcs.FromLinear(new LinearWcs(50, 50, 0, 60, -1e-3, 0, 0, 1e-3), 100, 100));
        string html = listen + Formatters.Format(picture).Data["text/html"];
        string dom = await Chromium.Open(html, pixels);
        Assert.Contains("data-errors=\"\"", dom);
        Assert.Contains("20|40|60|80|100|", Said(dom));
        Assert.DoesNotContain("CUT", Said(dom));
        dom = await Chromium.Open(html, sky);
        Assert.Contains("data-errors=\"\"", dom);
        // 0.1 degrees of declination about 60, and 0.2 degrees of right ascension about 0, which is passed without a jump.
        foreach (string label in new[] { "0.00", "359.95", "60.00", "RA [deg]", "Dec [deg]" }) Assert.Contains(label, Said(dom).Split('|'));
        Assert.DoesNotContain("CUT", Said(dom));
        Assert.Contains("Dec [deg]", Said(await Chromium.Open(listen + Formatters.Format(Display.Image(new Image<float>(50, 50), new() { Axes = ImageAxes.Sky }, picture.Wcs)).Data["text/html"], pixels)));

        static string Said(string dom) => System.Text.RegularExpressions.Regex.Match(dom, "data-said=\"([^\"]*)\"").Groups[1].Value;
    }
}
