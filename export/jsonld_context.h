// What the short names in our JSON-LD mean.
#pragma once

namespace chancery {

// Taken from schema.org where it has a word for it, from the Simple Event Model for actors and
// uncertain dates, from Web Annotation for evidence; what none of them says is in our own name
// space. `startMonth` and `startYear` are the same property as `startDate` with another type: one
// name with several types would not survive compaction. `confidence` has its type here because
// JSON does not tell 1.0 from 1.
inline constexpr const char* kJsonldContext = R"({
  "@version": 1.1,
  "chancery": "https://w3id.org/chancery/ns#",
  "schema": "http://schema.org/",
  "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
  "prov": "http://www.w3.org/ns/prov#",
  "oa": "http://www.w3.org/ns/oa#",
  "skos": "http://www.w3.org/2004/02/skos/core#",
  "xsd": "http://www.w3.org/2001/XMLSchema#",
  "dcterms": "http://purl.org/dc/terms/",

  "id": "@id",
  "type": "@type",

  "Person": "schema:Person",
  "Country": "schema:Country",
  "Organization": "schema:Organization",
  "Place": "schema:Place",
  "Topic": "skos:Concept",
  "Document": "schema:NewsArticle",
  "Run": "prov:Activity",
  "Event": "schema:Event",
  "SemEvent": "sem:Event",
  "Meeting": "chancery:Meeting",
  "Talk": "chancery:Talk",
  "Greeting": "chancery:Greeting",
  "Visit": "chancery:Visit",
  "Hosting": "chancery:Hosting",
  "Invitation": "chancery:Invitation",
  "Briefing": "chancery:Briefing",
  "Signing": "chancery:Signing",
  "Agreement": "chancery:Agreement",
  "Support": "chancery:Support",
  "Criticism": "chancery:Criticism",
  "Threat": "chancery:Threat",
  "Sanction": "chancery:Sanction",
  "Aid": "chancery:Aid",
  "Mediation": "chancery:Mediation",
  "Mention": "oa:Annotation",
  "TextPositionSelector": "oa:TextPositionSelector",
  "TextQuoteSelector": "oa:TextQuoteSelector",
  "DataPositionSelector": "oa:DataPositionSelector",

  "name": {"@id": "schema:name", "@container": "@language"},
  "alias": {"@id": "schema:alternateName", "@container": "@set"},
  "countryCode": "chancery:countryCode",

  "relation": "chancery:relation",
  "actor": {"@id": "sem:hasActor", "@type": "@id", "@container": "@set"},
  "subject": {"@id": "chancery:subject", "@type": "@id"},
  "object": {"@id": "chancery:object", "@type": "@id"},
  "status": {"@id": "chancery:status", "@type": "@vocab"},
  "happened": "chancery:happened",
  "denied": "chancery:denied",
  "planned": "chancery:planned",
  "possible": "chancery:possible",
  "eventStatus": {"@id": "schema:eventStatus", "@type": "@vocab"},
  "EventScheduled": "schema:EventScheduled",
  "startDate": {"@id": "schema:startDate", "@type": "xsd:date"},
  "endDate": {"@id": "schema:endDate", "@type": "xsd:date"},
  "startMonth": {"@id": "schema:startDate", "@type": "xsd:gYearMonth"},
  "startYear": {"@id": "schema:startDate", "@type": "xsd:gYear"},
  "earliest": {"@id": "sem:hasEarliestBeginTimeStamp", "@type": "xsd:date"},
  "latest": {"@id": "sem:hasLatestEndTimeStamp", "@type": "xsd:date"},
  "datePrecision": "chancery:datePrecision",
  "place": {"@id": "schema:location", "@type": "@id"},
  "topic": {"@id": "schema:about", "@type": "@id", "@container": "@set"},
  "plover": "chancery:plover",
  "cameo": "chancery:cameo",
  "confidence": {"@id": "chancery:confidence", "@type": "xsd:double"},

  "mentions": {"@reverse": "oa:hasBody", "@container": "@set"},
  "target": {"@id": "oa:hasTarget", "@type": "@id"},
  "source": {"@id": "oa:hasSource", "@type": "@id"},
  "selector": {"@id": "oa:hasSelector", "@container": "@set"},
  "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
  "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
  "exact": "oa:exact",
  "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
  "software": "schema:softwareVersion",

  "identifier": "dcterms:identifier",
  "url": {"@id": "schema:url", "@type": "@id"},
  "locator": "chancery:locator",
  "headline": "schema:headline",
  "inLanguage": "schema:inLanguage",
  "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
  "contentHash": "chancery:contentHash"
})";

}  // namespace chancery
