namespace HstNotebooks.Pictures;

/// <summary>A rectangle in pixels, y down.</summary>
internal readonly record struct Rectangle(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
    public double CentreX => X + Width / 2;
    public double CentreY => Y + Height / 2;
}
