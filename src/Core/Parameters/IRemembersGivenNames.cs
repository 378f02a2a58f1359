namespace HstNotebooks.Parameters;

/// <summary>An options record that knows which of its parameters were named when it was bound from text.</summary>
internal interface IRemembersGivenNames
{
    /// <summary>Told once, before anybody else sees the record.</summary>
    void Remember(GivenNames names);
}
