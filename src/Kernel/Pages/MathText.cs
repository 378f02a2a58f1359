using System.Net;
using System.Text;

namespace HstNotebooks.Kernel.Pages;

/// <summary>
/// Writes the TeX of simple formulas as HTML that reads well without a formula engine: Greek letters and signs as characters, indices
/// and powers raised and lowered, fractions above one another. What it does not know stays as it was written.
/// </summary>
internal sealed class MathText
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ε",
        ["varepsilon"] = "ε",
        ["zeta"] = "ζ",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["nu"] = "ν",
        ["xi"] = "ξ",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "φ",
        ["varphi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["Gamma"] = "Γ",
        ["Delta"] = "Δ",
        ["Theta"] = "Θ",
        ["Lambda"] = "Λ",
        ["Sigma"] = "Σ",
        ["Phi"] = "Φ",
        ["Psi"] = "Ψ",
        ["Omega"] = "Ω",
        ["times"] = " × ",
        ["cdot"] = " · ",
        ["pm"] = " ± ",
        ["mp"] = " ∓ ",
        ["le"] = " ≤ ",
        ["leq"] = " ≤ ",
        ["ge"] = " ≥ ",
        ["geq"] = " ≥ ",
        ["ne"] = " ≠ ",
        ["neq"] = " ≠ ",
        ["approx"] = " ≈ ",
        ["sim"] = " ∼ ",
        ["propto"] = " ∝ ",
        ["ll"] = " ≪ ",
        ["gg"] = " ≫ ",
        ["equiv"] = " ≡ ",
        ["to"] = " → ",
        ["rightarrow"] = " → ",
        ["infty"] = "∞",
        ["sum"] = "∑",
        ["prod"] = "∏",
        ["int"] = "∫",
        ["partial"] = "∂",
        ["nabla"] = "∇",
        ["in"] = " ∈ ",
        ["ldots"] = "…",
        ["dots"] = "…",
        ["cdots"] = "⋯",
        ["circ"] = "°",
        ["degree"] = "°",
        ["prime"] = "′",
        ["quad"] = "  ",
        ["qquad"] = "    ",
        ["left"] = "",
        ["right"] = "",
        ["big"] = "",
        ["Big"] = "",
        ["displaystyle"] = "",
        ["langle"] = "⟨",
        ["rangle"] = "⟩",
        ["odot"] = "⊙",
        ["oplus"] = "⊕",
        ["ell"] = "ℓ",
        ["hbar"] = "ℏ",
        [","] = " ",
        [";"] = " ",
        [":"] = " ",
        [" "] = " ",
        ["!"] = "",
        ["%"] = "%",
        ["_"] = "_",
        ["{"] = "{",
        ["}"] = "}",
        ["#"] = "#",
        ["&"] = "&",
        ["|"] = "‖",
        ["\\"] = "<br>",
    };

    private readonly string _tex;
    private int _at;

    private MathText(string tex) => _tex = tex;

    /// <summary>The formula as HTML.</summary>
    public static string ToHtml(string tex) => new MathText(tex.Trim()).Sequence(untilBrace: false);

    private string Sequence(bool untilBrace)
    {
        var html = new StringBuilder();
        while (_at < _tex.Length)
        {
            char c = _tex[_at];
            if (c == '}' && untilBrace) break;
            html.Append(Next());
        }
        return html.ToString();
    }

    // One character, command or group.
    private string Next()
    {
        char c = _tex[_at++];
        switch (c)
        {
            case '{':
                string group = Sequence(untilBrace: true);
                _at++;
                return group;
            case '}' or '&': return "";
            case '^': return "<sup>" + Argument() + "</sup>";
            case '_': return "<sub>" + Argument() + "</sub>";
            case '\\': return Command();
            case '~': return " ";
            case '-': return "−";
            case '\'': return "′";
            case '\n' or '\r' or '\t' or ' ': return " ";
        }
        return char.IsAsciiLetter(c) ? "<i>" + c + "</i>" : WebUtility.HtmlEncode(c.ToString());
    }

    private string Argument()
    {
        while (_at < _tex.Length && _tex[_at] == ' ') _at++;
        return _at < _tex.Length ? Next() : "";
    }

    private string Command()
    {
        if (_at >= _tex.Length) return "\\";
        int start = _at;
        if (char.IsAsciiLetter(_tex[_at])) while (_at < _tex.Length && char.IsAsciiLetter(_tex[_at])) _at++;
        else _at++;
        string name = _tex[start.._at];
        if (Signs.TryGetValue(name, out string? sign)) return sign;
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac":
                return $"<span class=\"frac\"><span>{Argument()}</span><span>{Argument()}</span></span>";
            case "sqrt":
                return "√<span class=\"root\">" + Argument() + "</span>";
            case "text" or "mathrm" or "textrm" or "operatorname" or "mathbf" or "mathit" or "mbox":
                return Plain();
            case "bar" or "overline":
                return Argument() + "\u0304";
            case "hat":
                return Argument() + "\u0302";
            case "vec":
                return Argument() + "\u20D7";
            case "dot":
                return Argument() + "\u0307";
            case "begin" or "end":
                Plain();
                return "";
            case "sin" or "cos" or "tan" or "arcsin" or "arccos" or "arctan" or "log" or "ln" or "exp" or "min" or "max" or "lim":
                return name + "\u2009";
            default:
                return WebUtility.HtmlEncode("\\" + name);
        }
    }

    // The text of a group as it stands.
    private string Plain()
    {
        while (_at < _tex.Length && _tex[_at] == ' ') _at++;
        if (_at >= _tex.Length || _tex[_at] != '{') return "";
        int end = _tex.IndexOf('}', _at);
        if (end < 0) end = _tex.Length;
        string text = _tex[(_at + 1)..end];
        _at = Math.Min(end + 1, _tex.Length);
        return WebUtility.HtmlEncode(text);
    }
}
